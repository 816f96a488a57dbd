"""The word lists that suggestions are made from: aspects with their words, opinion words, and words that are never an aspect.

They stand as plain text in words/, one entry a line or a space, so that a brand's staff can read and extend them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_TOKEN = re.compile(r"[^\W_]+(?:[-'./][^\W_]+)*(?:'s\b)?|[;,:()]")


@dataclass(frozen=True, slots=True)
class AspectList:
    """Phrases (tuples of folded words) by the aspect they speak about, and the sign that a phrase carries by itself."""

    names: dict[tuple[str, ...], str]
    signs: dict[tuple[str, ...], int]
    longest: int


def tokens(sentence: str) -> list[str]:
    """The lower-case words of a sentence, with ; , : ( ) kept as words of their own."""
    text = sentence.lower().replace("’", "'").replace(" n't", "n't").replace(" 't", "'t")
    return _TOKEN.findall(text)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without its plural ending, so that batteries and battery are one."""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) < 4 or word in words("unchanged") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """One of the plain lists, by the name of its file."""
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def aspect_list() -> AspectList:
    """The aspects and the phrases that mention them."""
    names: dict[tuple[str, ...], str] = {}
    signs: dict[tuple[str, ...], int] = {}
    for line in _lines("aspects.txt"):
        name, _, phrases = line.partition(":")
        for written in phrases.split(","):
            phrase = tuple(fold(word) for word in tokens(written.strip(" +-")))
            names[phrase] = name
            if written[-1] in "+-":
                signs[phrase] = 1 if written[-1] == "+" else -1
    return AspectList(names, signs, max(map(len, names)))
