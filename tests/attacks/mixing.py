"""Looks for Markdown that takes long: mixtures of its parts, of which the slowest are varied again and again."""

from __future__ import annotations

from random import Random

from kernel.markup import MOST_LINES, MOST_OF_EACH
from tests.attacks.costs import Reader

SIGNS = r"""[ ]( ![ &# &amp; & ** * _ __ ` `` | |- \ <a http://a.b/ <http://a.b/ *a_ a ) ] > < ( ! # --- === [a](b [a]( `a` ***
___ " ' ](< \` + - : <!-- [[ ]] 0 1. a** [a] <> é"""
PARTS = [
    *SIGNS.split(),
    " ",
    "    ",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "\n  - ",
    "~~~\n",
    "```\n",
    "a|b\n-|-\n",
    "  \n",
    "\t",
]
TIMES = (1, 3, 10, 50, 100, 120, 200, 400, 800, 3000)
KEPT = 20


def mixed(reader: Reader, drawn: Random, tries: int) -> tuple[float, str]:
    """The dearest text found, and its cost."""
    best: list[tuple[float, list[tuple[str, int]]]] = []
    for _ in range(tries):
        runs = _varied(drawn.choice(best)[1], drawn) if best and drawn.random() < 0.7 else _fresh(drawn)
        best.append((reader.cost(_text(runs, reader.cap)), runs))
        best = sorted(best, key=lambda one: -one[0])[:KEPT]
    return best[0][0], _text(best[0][1], reader.cap)


def _fresh(drawn: Random) -> list[tuple[str, int]]:
    return [
        ("".join(drawn.choices(PARTS, k=drawn.randint(1, 5))), drawn.choice(TIMES)) for _ in range(drawn.randint(1, 4))
    ]


def _varied(runs: list[tuple[str, int]], drawn: Random) -> list[tuple[str, int]]:
    at = drawn.randrange(len(runs))
    unit, times = runs[at]
    cut = drawn.randint(0, len(unit))
    others = [
        [(unit, max(1, times // 2))],
        [(unit, times * 2)],
        [(unit[:cut] + drawn.choice(PARTS) + unit[cut:], times)],
        [(unit[:cut] + unit[cut + 1 :] or "a", times)],
        [*_fresh(drawn)[:1], (unit, times)],
    ]
    return [*runs[:at], *drawn.choice(others), *runs[at + 1 :]]


def _text(runs: list[tuple[str, int]], cap: int) -> str:
    """The text with plain letters where more of a sign stand than the caps allow, so that the rest is tried."""
    counts: dict[str, int] = {}
    kept = []
    for char in "".join(unit * times for unit, times in runs)[:cap]:
        counts[char] = counts.get(char, 0) + 1
        most = MOST_LINES if char == "\n" else MOST_OF_EACH.get(char, cap)
        kept.append(char if counts[char] <= most else "x")
    return "".join(kept)
