"""A text falls into sentences at . ! ? and at line ends; abbreviations, numbers and ellipses do not end one."""

from __future__ import annotations

import re

from commerce.reviews import wordlist

# Possessive, and never begun inside a run: each sign is looked at once, however many stops stand in a row.
_END = re.compile(
    r"(?P<stop>(?<![.!?])[.!?]++|…|(?<![。！？])[。！？]++)(?P<close>[\"')\]»”’]*+)(?:\s++|$)|(?<=[。！？])"
)
LONGEST = 500
LONGEST_ABBREVIATION = 40


def split(text: str) -> list[str]:
    """The sentences of a plain text in their order, trimmed; one without a letter or digit is dropped."""
    found: list[str] = []
    for line in text.splitlines():
        found.extend(_of_line(line))
    return [sentence for sentence in found if any(char.isalnum() for char in sentence)]


def _of_line(line: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for end in _END.finditer(line):
        if end.end() == start or not _ends_here(line, start, end):
            continue
        parts.append(line[start : end.end()].strip())
        start = end.end()
    return [*parts, line[start:].strip()]


def _ends_here(line: str, start: int, end: re.Match[str]) -> bool:
    """Whether a full stop ends the sentence, or only an abbreviation, an initial or a pause before a small letter."""
    if (end["stop"] or "!").strip(".") or (end["close"] or "").strip("\"')]"):
        return True
    last = _word_before(line, max(start, end.start() - LONGEST_ABBREVIATION), end.start())
    rest = line[end.end() : end.end() + 1]
    if last in wordlist.words("title") or (last in wordlist.words("abbreviation") and rest.islower()):
        return False
    return not (len(last) == 1 and last.isalpha() and last != "i" and rest.isupper())


def _word_before(line: str, start: int, end: int) -> str:
    """The letters, digits and inner points that end there, in small letters."""
    first = end
    while first > start and (line[first - 1].isalnum() or line[first - 1] in "._"):
        first -= 1
    return line[first:end].lower().rstrip(".")


def clip(sentence: str) -> str:
    """A sentence no longer than a quote may be, cut at a word."""
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[: LONGEST - 1].rsplit(" ", 1)[0][: LONGEST - 1] + "…"
