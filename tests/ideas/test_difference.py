"""The differences between two versions, word by word."""

from time import perf_counter

import pytest

from ideas.concepts.difference import differences, pieces
from ideas.concepts.version import ConceptVersion

WORDS = [
    ("a red lamp", "a red lamp", "a red lamp"),
    ("a red lamp", "a blue lamp", "a [-red-][+blue+] lamp"),
    ("", "new", "[+new+]"),
    ("old", "", "[-old-]"),
    ("", "", ""),
    ("one\ntwo\nthree\n", "one\nthree\n", "one\n[-two\n-]three\n"),
    ("it costs 49", "it costs 59!", "it costs [-49-][+59!+]"),
    ("自行车灯", "自行车大灯", "自行车[+大+]灯"),
    ("مصباح أحمر", "مصباح أزرق", "مصباح [-أحمر-][+أزرق+]"),
]


def drawn(found):
    """Pieces as one line."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.change].format(piece.text) for piece in found)


@pytest.mark.parametrize(("before", "after", "expected"), WORDS)
def test_words_that_went_and_came_are_marked_in_place(before, after, expected):
    assert drawn(pieces(before, after)) == expected


@pytest.mark.parametrize(("before", "after"), [("a b " * 2500, "b a " * 2500), ("x" * 10_000, "y" * 10_000)])
def test_long_hostile_texts_are_compared_in_no_time_and_lose_nothing(before, after):
    began = perf_counter()
    found = pieces(before, after)
    assert perf_counter() - began < 0.1
    assert "".join(piece.text for piece in found if piece.change != "new") == before
    assert "".join(piece.text for piece in found if piece.change != "gone") == after


def a_version(**changes):
    """A version that is not stored."""
    plain = {"title": "Lamp", "summary": "It folds.", "body_source": "", "answers": {}, "labels": {}}
    return ConceptVersion(**{"pictures": [], "signals": [], **plain, **changes})


def test_only_fields_that_changed_are_listed_under_their_labels():
    old = a_version(answers={"need": "Room", "price": "49"}, labels={"need": "The need", "price": "Price"})
    new = a_version(answers={"need": "Room", "price": "39"}, labels={"need": "The need", "price": "Price"})
    (price,) = differences(old, new).fields
    assert (price.key, price.label) == ("price", "Price")


def test_a_field_the_forum_stopped_asking_is_shown_as_gone():
    old = a_version(answers={"need": "Room"}, labels={"need": "The need"})
    (need,) = differences(old, a_version()).fields
    assert drawn(need.pieces) == "[-Room-]"


def test_pictures_and_signals_are_compared_too():
    old = a_version(pictures=[{"id": 1}, {"id": 2}], signals=[{"id": 7, "statement": "Too heavy"}])
    found = differences(old, a_version(pictures=[{"id": 2}, {"id": 3}]))
    assert found.pictures_gone == ({"id": 1},)
    assert found.pictures_new == ({"id": 3},)
    assert found.signals_gone == ("Too heavy",)


def test_the_same_words_make_no_difference():
    assert not differences(a_version(), a_version())
