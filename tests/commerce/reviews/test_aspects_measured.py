"""Suggestions against hand-marked reviews of nine products: most of what people speak of is found, and how they speak."""

import json

import pytest

from commerce.reviews import wordlist
from commerce.reviews.aspects import Line, suggest
from tests.commerce.reviews.test_bringing_in import DATA, needs_data

FOLDER = DATA / "reviews_aspects"
WHOLE = {"player", "camera", "phone", "router", "product"}


def _folded(aspect):
    return " ".join(wordlist.fold(word) for word in aspect.lower().split())


def _expected(rows):
    """The ten aspects marked most often, plural and case folded, with their marks for and against."""
    marks = {}
    for aspect, _, positive, negative, _ in rows:
        name = _folded(aspect)
        if name not in WHOLE:
            before = marks.get(name, (0, 0))
            marks[name] = (before[0] + positive, before[1] + negative)
    return sorted(marks.items(), key=lambda item: -sum(item[1]))[:10]


def _suggested(name):
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text().splitlines()]
    lines = [Line(0, row["review"], sentence["text"]) for row in rows for sentence in row["sentences"]]
    return {_folded(one.aspect): one for one in suggest(lines, skip=WHOLE)}


@pytest.fixture(scope="module")
def compared():
    """For every expected aspect: its marks, and our suggestion or None."""
    truth = json.loads((FOLDER / "expected_aspects.json").read_text())
    return [
        (marks, _suggested_by.get(aspect))
        for name, numbers in truth.items()
        for _suggested_by in [_suggested(name)]
        for aspect, marks in _expected(numbers["aspects"])
    ]


@needs_data
def test_most_of_the_ten_aspects_marked_most_often_are_suggested(compared):
    found = sum(ours is not None for _, ours in compared)
    assert found / len(compared) >= 0.85


@needs_data
def test_most_majorities_for_or_against_are_told_right(compared):
    decided = [(marks, ours) for marks, ours in compared if ours and marks[0] != marks[1]]
    right = sum((marks[0] - marks[1]) * (ours.positive - ours.negative) > 0 for marks, ours in decided)
    assert right / len(decided) >= 0.8
