"""Finds the regular expressions of the site that backtrack: `python -m tests.tools.slow_patterns FOLDER…`, part of `make lint`.

Each pattern is tried by the method that the code calls, on long texts made of its own parts. One whose time grows faster than
the text is named, so nothing depends on a rule about how patterns may look.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import thread_time

OURS = {"kernel/assets.py": "reads our own style sheets and scripts, once, at the start"}
METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
SIZES = (14, 22, 32, 60, 250, 1000, 4000)
SLOW = 0.004  # seconds of CPU; a pattern that looks at each sign once takes a tenth of it for the longest text
USUAL = ["a", "1", " ", "_", ".", "!", "\n"]
MOST_SIGNS = 11
ENDS = ("", "\x00", "\n\n")


@dataclass(frozen=True)
class Pattern:
    """A pattern as it stands in the code, and how it is asked."""

    file: str
    line: int
    written: str
    flags: int
    method: str


@dataclass(frozen=True)
class Slow:
    """A pattern and a text on which it takes long."""

    pattern: Pattern
    text: str

    def __str__(self) -> str:
        found = self.pattern
        return f"{found.file}:{found.line}: {found.method}() of {found.written!r} backtracks on {self.text[:40]!r}…"


def patterns_in(file: str, source: str) -> Iterator[Pattern]:
    """Every pattern written in a file, once for each method it is asked by."""
    tree = ast.parse(source)
    asked: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
            asked.setdefault(node.value.id, set()).add(node.attr)
    names = {id(node.value): node.targets[0] for node in ast.walk(tree) if isinstance(node, ast.Assign)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re":
            written, flags = node.args[0] if node.args else None, _flags(node)
            if isinstance(written, ast.Constant) and isinstance(written.value, str):
                name = names.get(id(node))
                known = asked.get(name.id) if isinstance(name, ast.Name) else None
                for method in sorted(known or {"search"}) if node.func.attr == "compile" else [node.func.attr]:
                    yield Pattern(file, node.lineno, written.value, flags, method)


def _flags(call: ast.Call) -> int:
    given = [*call.args[1:], *(word.value for word in call.keywords if word.arg == "flags")]
    names = {one.attr for flag in given for one in ast.walk(flag) if isinstance(one, ast.Attribute)}
    return sum(getattr(re, name) for name in names if name in re.RegexFlag.__members__)


def slow_text(pattern: Pattern) -> str | None:
    """A text of 4,000 signs or fewer on which the pattern takes long, or None."""
    compiled = re.compile(pattern.written, pattern.flags)
    parsed = parser.parse(pattern.written, pattern.flags)
    whole = _sample(parsed)
    letters = list(dict.fromkeys([*_letters(parsed), *USUAL]))[:MOST_SIGNS]
    units = dict.fromkeys([*letters, *map("".join, product(letters, letters)), *_loops(parsed), whole])
    for unit, start, end in product(filter(None, units), ("", whole), ENDS):
        for size in SIZES:
            text = start + unit * (size // len(unit)) + end
            if _cost(compiled, pattern.method, text) > SLOW and _grows(
                compiled, pattern.method, start, unit, end, size
            ):
                return text
    return None


def _cost(compiled: re.Pattern[str], method: str, text: str) -> float:
    arguments = ("", text) if method in ("sub", "subn") else (text,)
    began = thread_time()
    found = getattr(compiled, method)(*arguments)
    if method == "finditer":
        sum(1 for _ in found)
    return thread_time() - began


def _grows(compiled: re.Pattern[str], method: str, start: str, unit: str, end: str, size: int) -> bool:
    """Whether four times the text takes more than eight times as long: noise of the machine does not stay."""
    whole, part = (start + unit * (length // len(unit)) + end for length in (size, size // 4))
    long, short = (min(_cost(compiled, method, text) for _ in range(3)) for text in (whole, part))
    return long > SLOW and long > 8 * short


def _letters(parsed: object) -> Iterator[str]:
    """A sign for each part of a pattern that stands for one."""
    for node, value in _nodes(parsed):
        if node in (signs.LITERAL, signs.IN, signs.NOT_LITERAL, signs.ANY):
            yield _one(node, value)


def _loops(parsed: object) -> Iterator[str]:
    """What each repeated part may hold."""
    for node, value in _nodes(parsed):
        if node in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
            yield _sample(value[2])


def _nodes(parsed: object) -> Iterator[tuple[object, object]]:
    for node, value in parsed:  # type: ignore[attr-defined]
        yield node, value
        for inner in _inner(value):
            yield from _nodes(inner)


def _inner(value: object) -> Iterator[object]:
    for part in value if isinstance(value, (tuple, list)) else (value,):
        if isinstance(part, parser.SubPattern):
            yield part
        elif isinstance(part, list):
            yield from (one for one in part if isinstance(one, parser.SubPattern))


def _sample(parsed: object) -> str:
    """A text that a part of a pattern matches, as far as that can be told without searching."""
    text = ""
    for node, value in parsed:  # type: ignore[attr-defined]
        if node in (signs.LITERAL, signs.IN, signs.NOT_LITERAL, signs.ANY):
            text += _one(node, value)
        elif node in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
            text += _sample(value[2]) * max(1, value[0])
        elif node not in (signs.ASSERT, signs.ASSERT_NOT, signs.AT):
            text += next((_sample(one) for one in _inner(value)), "")
    return text


def _one(node: object, value: object) -> str:
    """A sign that this part matches: a usual one where it may."""
    if node is signs.LITERAL:
        return chr(value)  # type: ignore[arg-type]
    single = parser.SubPattern(parser.State(), [(node, value)])
    wanted = re.compile(_written(single))
    return next((char for char in (*USUAL, *map(chr, range(0x21, 0x3000))) if wanted.fullmatch(char)), "a")


def _written(single: object) -> str:
    """A part that stands for one sign, as a pattern again."""
    node, value = single[0]  # type: ignore[index]
    if node is signs.ANY:
        return "."
    if node is signs.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    names = {signs.CATEGORY_DIGIT: r"\d", signs.CATEGORY_SPACE: r"\s", signs.CATEGORY_WORD: r"\w"}
    names |= {signs.CATEGORY_NOT_DIGIT: r"\D", signs.CATEGORY_NOT_SPACE: r"\S", signs.CATEGORY_NOT_WORD: r"\W"}
    inside = ""
    for kind, of in value:
        if kind is signs.NEGATE:
            inside += "^"
        elif kind is signs.LITERAL:
            inside += re.escape(chr(of))
        elif kind is signs.RANGE:
            inside += f"{re.escape(chr(of[0]))}-{re.escape(chr(of[1]))}"
        else:
            inside += names[of]
    return f"[{inside}]"


def slow_ones(paths: list[str]) -> list[Slow]:
    """Every pattern under these files and folders that backtracks."""
    files = [file for path in map(Path, paths) for file in ([path] if path.is_file() else sorted(path.rglob("*.py")))]
    patterns = [
        pattern
        for file in files
        if file.as_posix() not in OURS
        for pattern in patterns_in(file.as_posix(), file.read_text(encoding="utf-8"))
    ]
    return [Slow(pattern, text) for pattern in patterns if (text := slow_text(pattern)) is not None]


if __name__ == "__main__":
    found = slow_ones(sys.argv[1:])
    sys.exit("\n".join(map(str, found)) or None)
