"""What reading a text costs: CPU time of the thread alone, so that a busy machine does not count."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import thread_time

from kernel.rules import RuleBroken

NOISE = 0.004
MOST = 0.5
AT_THE_CAP = 0.1
AGAIN = 5  # a cost that grows too fast does so each time; a neighbour's burst on the machine passes

# (beginning, what is repeated, end): signs, pairs and lines that somewhere were read again and again.
USUAL = [
    *[
        ("", one, "")
        for one in ("a", " ", "\n", ".", "!", "-", ",", "1", "(", "@", "\u0301", "磨", "ﷺ", "😀", "\u3000")
    ],
    *[
        ("", one, "")
        for one in ("a ", "a\n", ". ", "a.", "a. ", "A.", "a-", "a'", "1,", "1.", " \n", "C M", ":=", "?!")
    ],
    *[("", one, "!") for one in (".", " ", "a.", "1")],
    *[("x", one, "x") for one in (" ", "\n", "-", ".", ":", "\u0301\u0316", "\uff9e\u0334")],
    ("x", '"x"', ' A. "'),
    ("\n", "[", "\n\n"),
]
MARKED = [
    ("", "[" + "x" * 90, ""),  # a walk to the end for each bracket left open
    ("", "  \n&amp;<a [" + "x" * 74, ""),
    ("", "[a](" + "(" * 3 + "x" * 84, ""),
    ("", '[a](b "' + "x" * 80, ""),
    ("", "<http://a.b/" + "x" * 40, ""),
    ("", "`" + "x" * 100 + "``", ""),
    ("", "*a_b **c__ " + "x" * 52, ""),
    ("", "*a **b " + "x" * 55, " x** y*"),
    ("", "a|b\n-|-\n|" + "x" * 90, ""),
    ("", "> - 1. " + "x" * 30 + "\n", ""),
    ("", "- a\n    - b\n        1. c\n\n" + "x" * 60, ""),
    ("", "&amp;x&#9731;" + "x" * 58, ""),
    ("", "\\*\\_\\`x" + "x" * 70, ""),
    ("# ", "#" * 6 + " ", "\n==="),
    ("x&#", "9", ";"),
    ("", "http://a.b " + "x" * 14, ""),  # of addresses that become links by themselves
    ("", "https://a" + "x" * 40 + "))).,;", ""),
    ("https://a/", ")", ""),
    ("https://a/", "(a)" + "x" * 20, ")))"),
    ("x" * 20 + "https://", "https://", ""),
    ("", "a\n- b" + "x" * 40 + "\n", ""),
    ("", "- a\n  - b\n    - c\n      - d\n" + "x" * 80 + "\n", ""),
    ("", "9. a\n7. b" + "x" * 40 + "\n", ""),
    ("", "~~~\na" + "x" * 60 + "\n~~~\n", ""),
    ("~~~~\n", "~~~" + "x" * 20 + "\n", ""),
    ("", "> ~~~\n> x" + "x" * 40 + "\n", ""),
    ("", "# a " + "#" * 40 + "\n", ""),
    ("# a", " #", ""),
]


@dataclass(frozen=True)
class Reader:
    """A function over what people write, the longest text it meets, and texts that are hard on it beside the usual ones."""

    name: str
    read: Callable[[str], object]
    cap: int
    hard: tuple[tuple[str, str, str], ...] = ()
    usual: bool = True

    @property
    def families(self) -> list[tuple[str, str, str]]:
        """All its kinds of text."""
        return [*self.hard, *(USUAL if self.usual else [])]

    def text(self, family: tuple[str, str, str], size: int) -> str:
        """A text of this kind and size."""
        start, again, end = family
        return (start + again * max(1, (size - len(start) - len(end)) // len(again)) + end)[:size]

    def cost(self, text: str) -> float:
        """Seconds of CPU for this text; the best of three, unless the first is nothing."""
        best = MOST * 10
        for _ in range(3):
            began = thread_time()
            with suppress(RuleBroken, ValueError):
                self.read(text)
            best = min(best, thread_time() - began)
            if best < NOISE:
                break
        return best


def too_dear(reader: Reader, longest: int | None = None) -> list[str]:
    """What is wrong with a reader's costs: more than its length asks for, or more than half a second."""
    found, cap = [], min(reader.cap, longest or reader.cap)
    for family in reader.families:
        whole = reader.cost(reader.text(family, cap))
        if whole > MOST:
            found.append(f"{reader.name}: {whole:.2f} s for {family}")
        elif whole > NOISE and all(_grows(reader, family, cap) for _ in range(AGAIN)):
            found.append(f"{reader.name}: more than three times as long for twice {family}")
    return found


def _grows(reader: Reader, family: tuple[str, str, str], cap: int) -> bool:
    """Whether twice the text takes more than three times as long, both measured now, side by side."""
    return reader.cost(reader.text(family, cap)) > 3 * reader.cost(reader.text(family, cap // 2))


def over_the_cap(reader: Reader) -> list[str]:
    """The kinds of text that cost more than a tenth of a second at the reader's cap."""
    costs = [(reader.cost(reader.text(family, reader.cap)), family) for family in reader.families]
    return [f"{reader.name}: {cost:.3f} s for {family}" for cost, family in costs if cost > AT_THE_CAP]
