"""How alike two concepts are: shared words, the rare ones counting most, and shared letter triples of their titles.

Pure text in, scores out. It reads every candidate once and compares closely only the nearest, so thousands stay fast.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt

from kernel.marks import normal

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
STEM = 6
# English words that name nothing: they weigh little in the score by being common, and say nothing to a reader.
FILLER = re.compile("and|are|but|can|for|from|has|its|not|out|that|the|then|they|this|was|what|when|with|you|your")
LONGEST = 2_000  # of a draft, whose title may still be anything
SHORTLIST = 60
Candidate = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Weights:
    """From which percentage on concepts count as alike, and how much of it the titles decide."""

    alike_percent: int = 22
    title_percent: int = 40


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Likeness:
    """A concept that resembles the wording; score from 0 to 1; `shared` are telling words of the wording, rarest first."""

    concept_id: int
    score: float
    shared: tuple[str, ...]


def folded(text: str) -> str:
    """The text without case and accents."""
    text = text[:LONGEST].casefold()
    if text.isascii():
        return text
    decomposed = normal("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def stems(text: str) -> set[str]:
    """What counts as a word: beginnings of words, plurals folded; pairs of signs where words are not set apart."""
    found: set[str] = set()
    for word in WORD.findall(folded(text)):
        if WIDE.match(word):
            found.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        elif len(word) > 2:
            found.add(_stem(word))
    return found


def _stem(word: str) -> str:
    return (word[:-1] if word[-1] == "s" and len(word) > 3 else word)[:STEM]


def nearest(
    title: str, summary: str, others: Iterable[Candidate], most: int = 5, weights: Weights = WEIGHTS
) -> list[Likeness]:
    """The most similar of the others, (id, title, summary) each, best first; those too far away are left out."""
    wanted = stems(f"{title} {summary}")
    frequency: Counter[str] = Counter()
    sharing: list[tuple[int, str, set[str]]] = []
    total = 0
    for concept_id, other_title, other_summary in others:
        theirs = stems(f"{other_title} {other_summary}")
        frequency.update(theirs)
        total += 1
        if not wanted.isdisjoint(theirs):
            sharing.append((concept_id, other_title, theirs))
    rarity = _Rarity(frequency, total)
    shortlist = heapq.nlargest(SHORTLIST, sharing, key=lambda other: rarity.of(wanted & other[2]))
    found = [_compare(title, summary, wanted, other, rarity, weights) for other in shortlist]
    alike = [likeness for likeness in found if likeness.score * 100 >= weights.alike_percent]
    return sorted(alike, key=lambda likeness: (-likeness.score, likeness.concept_id))[:most]


class _Rarity:
    """A word's weight: the fewer concepts use it, the more it says."""

    def __init__(self, frequency: Counter[str], total: int) -> None:
        self._frequency = frequency
        self._total = total + 2

    def weight(self, stem: str) -> float:
        return log(self._total / (self._frequency[stem] + 1)) ** 2 + 0.01

    def of(self, found: set[str]) -> float:
        return sum(self.weight(stem) for stem in found)


def _compare(
    title: str, summary: str, wanted: set[str], other: tuple[int, str, set[str]], rarity: _Rarity, weights: Weights
) -> Likeness:
    concept_id, other_title, theirs = other
    common = wanted & theirs
    by_words = rarity.of(common) / sqrt(rarity.of(wanted) * rarity.of(theirs))
    titles = weights.title_percent / 100
    score = (1 - titles) * by_words + titles * title_likeness(title, other_title)
    words = {_stem(word): word for word in WORD.findall(folded(f"{summary} {title}")) if not FILLER.fullmatch(word)}
    shared = sorted((stem for stem in common if stem in words), key=rarity.weight, reverse=True)
    return Likeness(concept_id, round(min(score, 1.0), 4), tuple(words[stem] for stem in shared[:4]))


def title_likeness(one: str, other: str) -> float:
    """From 0 to 1: how many letter triples the two titles share, so that typos and endings matter little."""
    ours, theirs = _triples(one), _triples(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _triples(text: str) -> set[str]:
    padded = f"  {' '.join(WORD.findall(folded(text)))} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)} if padded.strip() else set()
