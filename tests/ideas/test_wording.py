"""What a concept must say before it is published, as a table."""

import pytest

from ideas.concepts.wording import Wording, problems, refuse_unstorable
from ideas.forums.forum import FieldKind, ForumField
from kernel.rules import RuleBroken
from tests.ideas.concepts_in_rounds import some_words

ASKED = [
    ForumField(key="need", label="The need", kind=FieldKind.LONG, required=True),
    ForumField(key="who", label="For whom", kind=FieldKind.TEXT, required=False),
    ForumField(key="price", label="Price", kind=FieldKind.NUMBER, required=False),
]

WRONG = [
    ({}, []),
    ({"title": ""}, ["title"]),
    ({"title": "B"}, ["title"]),
    ({"title": "x" * 120}, []),
    ({"title": "x" * 121}, ["title"]),
    ({"title": "A bag\nin two lines"}, ["title"]),
    ({"summary": ""}, ["summary"]),
    ({"summary": "x" * 281}, ["summary"]),
    ({"title": "حقيبة تبقى جافة", "summary": "غطاؤها يغلق فوق السحاب."}, []),
    ({"title": "ספר \u202eהפוך", "summary": "The one with the override in it."}, []),
    ({"answers": {}}, ["answer_need"]),
    ({"answers": {"need": "x" * 2001}}, ["answer_need"]),
    ({"answers": {"need": "Dry", "who": "x" * 201}}, ["answer_who"]),
    ({"answers": {"need": "Dry", "price": "about forty"}}, ["answer_price"]),
    ({"answers": {"need": "Dry", "price": "49.90"}}, []),
    ({"answers": {"need": "Dry", "price": "-1"}}, ["answer_price"]),
    ({"body": ""}, []),
    ({"body": "x" * 10_001}, ["body"]),
    ({"change_note": "x" * 281}, ["change_note"]),
    ({"title": "", "summary": "", "answers": {}}, ["title", "summary", "answer_need"]),
]


@pytest.mark.parametrize(("changes", "fields"), WRONG)
def test_every_unfinished_part_is_named_at_its_field(changes, fields):
    assert [name for name, _ in problems(some_words(**changes), ASKED)] == fields


@pytest.mark.parametrize(
    "text", ["nul \x00", "bell \x07", "half a pair \ud800", "x" * 20_001, "\x1b[31m", "Bag\uffff", "\U0003fffe"]
)
def test_text_that_no_database_keeps_is_refused_with_words(text):
    with pytest.raises(RuleBroken) as broken:
        refuse_unstorable(text, "title")
    assert broken.value.field == "title"
    assert broken.value.message


@pytest.mark.parametrize("text", ["", "tab\tand\nline", "😀‍🔥", "שלום", "Z̸͓̈a̷l̶g̵o̶", "\u202e\u2066"])
def test_strange_but_storable_text_is_kept(text):
    refuse_unstorable(text, "title")


def test_an_empty_wording_lists_all_that_is_missing():
    assert len(problems(Wording(), ASKED)) == 3
