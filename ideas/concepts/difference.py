"""What changed between two versions of a concept, field by field and word by word, so that nobody has to search for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby
from typing import Any

from ideas.concepts.version import ConceptVersion

# Words, single ideographs and kana, runs of blanks, and each other sign by itself.
TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\s+|[^\w\s]"
)
MOST_COMPARED = 160_000
LOOKS_A_SIGN = 25


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one fate."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that changed, with its pieces in reading order."""

    key: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that changed between two versions. Pictures are entries of ConceptVersion.pictures, signals their statements."""

    fields: tuple[FieldDifference, ...]
    pictures_gone: tuple[Any, ...]
    pictures_new: tuple[Any, ...]
    signals_gone: tuple[str, ...]
    signals_new: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((self.fields, self.pictures_gone, self.pictures_new, self.signals_gone, self.signals_new))


def differences(old: ConceptVersion, new: ConceptVersion) -> Differences:
    """What a reader of the old version has to know about the new one."""
    fields = tuple(
        FieldDifference(key, label, pieces(before, after))
        for key, label, before, after in _pairs(old, new)
        if before != after
    )
    gone, added = _apart(old.pictures, new.pictures, "id")
    unsaid, said = _apart(old.signals, new.signals, "id")
    statements = [tuple(str(signal["statement"]) for signal in signals) for signals in (unsaid, said)]
    return Differences(fields, gone, added, statements[0], statements[1])


def _pairs(old: ConceptVersion, new: ConceptVersion) -> Iterator[tuple[str, str, str, str]]:
    yield "title", "Title", old.title, new.title
    yield "summary", "In one sentence", old.summary, new.summary
    labels = {**old.labels, **new.labels}
    for key, label in labels.items():
        yield key, str(label), str(old.answers.get(key, "")), str(new.answers.get(key, ""))
    yield "body", "In full", old.body_source, new.body_source


def _apart(old: list[Any], new: list[Any], key: str) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    before, after = {thing[key] for thing in old}, {thing[key] for thing in new}
    return (
        tuple(thing for thing in old if thing[key] not in after),
        tuple(thing for thing in new if thing[key] not in before),
    )


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one run of same, gone and new pieces: by lines first, then by words where lines were rewritten."""
    found: list[Piece] = []
    work = _Work(LOOKS_A_SIGN * (len(before) + len(after)))
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in _Matcher(old, new, work).get_opcodes():
        gone, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            found.append(Piece(Change.SAME, gone))
        else:
            found += _by_words(gone, added, work)
    return _joined(found)


class _Work:
    """How many pairs of words may still be looked at, so that comparing costs no more than the texts are long."""

    def __init__(self, left: int) -> None:
        self.left = left


class _Matcher(SequenceMatcher[str]):
    """Finds the longest common runs first, as difflib does, and stops where its work is used up: what is left has changed."""

    def __init__(self, old: list[str], new: list[str], work: _Work) -> None:
        super().__init__(None, old, new)
        self._before, self._after, self._work = old, new, work

    def get_matching_blocks(self) -> list[Match]:
        """The runs in both, in order, and the end of both."""
        places: dict[str, list[int]] = self.b2j  # type: ignore[attr-defined]  # where each word stands in the new text
        looks = list(accumulate((len(places.get(word, ())) + 1 for word in self._before), initial=0))
        found = [Match(len(self._before), len(self._after), 0)]
        waiting = [(0, len(self._before), 0, len(self._after))]
        while waiting:
            i1, i2, j1, j2 = waiting.pop()
            self._work.left -= looks[i2] - looks[i1]
            if self._work.left < 0:
                break
            run = self.find_longest_match(i1, i2, j1, j2)
            if run.size:
                found.append(run)
                around = [(i1, run.a, j1, run.b), (run.a + run.size, i2, run.b + run.size, j2)]
                waiting += [one for one in around if one[0] < one[1] and one[2] < one[3]]
        return sorted(found)


def _by_words(before: str, after: str, work: _Work) -> Iterator[Piece]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) * len(new) > MOST_COMPARED:
        yield from (Piece(Change.GONE, before), Piece(Change.NEW, after))
        return
    for tag, i1, i2, j1, j2 in _Matcher(old, new, work).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(old[i1:i2]))
        else:
            yield from (Piece(Change.GONE, "".join(old[i1:i2])), Piece(Change.NEW, "".join(new[j1:j2])))


def _joined(found: list[Piece]) -> tuple[Piece, ...]:
    filled = [piece for piece in found if piece.text]
    runs = ((change, list(run)) for change, run in groupby(filled, key=lambda piece: piece.change))
    return tuple(Piece(change, "".join(piece.text for piece in run)) for change, run in runs)
