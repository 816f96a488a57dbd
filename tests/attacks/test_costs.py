"""No text costs more than its length: twice the text takes about twice the time, and none takes half a second."""

import pytest

from kernel.marks import MOST, heaped, normal
from kernel.markup import refuse_costly
from tests.attacks.costs import MARKED, Reader, too_dear
from tests.attacks.readers import FILES, MARKUP, READERS, REVIEW

LONG_ENOUGH = 20_000  # for a cost that is not linear to show; `make prove` goes to the caps


@pytest.mark.parametrize("reader", [*READERS, *FILES], ids=lambda reader: reader.name)
def test_twice_the_text_takes_no_more_than_three_times_as_long(reader):
    assert too_dear(reader, LONG_ENOUGH) == []


@pytest.mark.parametrize("reader", [MARKUP, REVIEW], ids=lambda reader: reader.name)
def test_twice_the_markdown_takes_no_more_than_three_times_as_long(reader):
    assert too_dear(Reader(reader.name, reader.read, reader.cap, tuple(MARKED), usual=False)) == []


def test_the_markdown_tried_is_let_through():
    for family in MARKED:
        refuse_costly(MARKUP.text(family, MARKUP.cap))


def test_a_review_of_full_stops_is_read_at_once():
    assert REVIEW.cost("." * 5_999 + "!") < 0.1  # 400 of them took a second, 800 eight


def test_a_letter_carries_thirty_marks_and_no_more():
    assert not heaped("e" + "\u0301" * MOST)
    assert heaped("e" + "\u0301" * MOST + "\uff9e")
    assert normal("NFC", "e" + "\u0301\u0316" * 50_000 + "é").endswith("é")
    assert normal("NFC", "Cafe\u0301") == "Café"
