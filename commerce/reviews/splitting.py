"""A text falls into sentences at . ! ? and at line ends; abbreviations, numbers and ellipses do not end one."""

from __future__ import annotations

import re

from commerce.reviews import wordlist

_END = re.compile(r"(?:[.!?]+|…|[。！？]+)[\"')\]»”’]*(?:\s+|$)|(?<=[。！？])")
_LAST_WORD = re.compile(r"([\w.]+)\.+[\"')\]]*\s*$")
LONGEST = 500


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
        if end.end() == start or not _ends_here(line[start : end.end()], line[end.end() :]):
            continue
        parts.append(line[start : end.end()].strip())
        start = end.end()
    return [*parts, line[start:].strip()]


def _ends_here(sentence: str, rest: str) -> bool:
    """Whether a full stop ends the sentence, or only an abbreviation, an initial or a pause before a small letter."""
    word = _LAST_WORD.search(sentence)
    if word is None:
        return True
    last = word.group(1).lower().rstrip(".")
    if last in wordlist.words("title") or (last in wordlist.words("abbreviation") and rest[:1].islower()):
        return False
    return not (len(last) == 1 and last.isalpha() and last != "i" and rest[:1].isupper())


def clip(sentence: str) -> str:
    """A sentence no longer than a quote may be, cut at a word."""
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[: LONGEST - 1].rsplit(" ", 1)[0][: LONGEST - 1] + "…"
