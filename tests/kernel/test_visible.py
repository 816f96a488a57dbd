"""No text of which nobody sees anything, and none that a page or a feed cannot hold, comes through any form."""

import pytest
from werkzeug.datastructures import MultiDict

import app  # noqa: F401  (loads every form)
from kernel.forms import UNSEEN, Form, Line, Marked, Prose, storable
from kernel.visible import for_xml, unfit
from tests.architecture.test_fields import _fields


class _Any(Form):
    line, prose, marked = Line(), Prose(), Marked()


UNSEEN_TEXTS = ("\u200b", "\u200b \u200b", "\u2800" * 3, "\u3164", "\u115f\u1160", "\ufe0f", "\u00ad", "\ufffc")


@pytest.mark.parametrize("text", UNSEEN_TEXTS)
def test_text_of_which_nothing_shows_is_refused(text):
    form = _Any(MultiDict({"line": text, "prose": text, "marked": text}))
    assert not form.validate()
    assert [form.line.errors, form.prose.errors, form.marked.errors] == [[UNSEEN]] * 3


def test_every_field_for_words_asks_whether_they_can_be_seen():
    assert [name for name, field in _fields() if storable not in field.validators] == []


@pytest.mark.parametrize("text", ["&nbsp;", "&#8203;", "&zwj; &shy;", "[](https://a.example)", "**\u200b**"])
def test_marks_of_which_nothing_shows_are_refused_where_they_become_html(text):
    form = _Any(MultiDict({"marked": text}))
    assert not form.validate()
    assert form.marked.errors == [UNSEEN]


@pytest.mark.parametrize("text", ["1", "!", "❤️", "👩‍🔬", "é", "\u0634", "磨", "---", "*a*", "\u0e01\u0e33"])
def test_whatever_shows_is_taken(text):
    assert _Any(MultiDict({"line": text, "prose": text, "marked": text})).validate()


@pytest.mark.parametrize("char", ["\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff", "\x07", "\x85"])
def test_what_is_no_character_is_refused_with_its_number_and_marked(char):
    form = _Any(MultiDict({"line": f"Bag with {char} in it"}))
    assert not form.validate()
    assert f"U+{ord(char):04X}" in form.line.errors[0]
    assert form.line.data == "Bag with \ufffd in it"


def test_all_sixty_six_that_are_no_characters_are_known():
    every = [chr(code) for code in range(0x110000)]
    assert sum(unfit(char) for char in every if ord(char) >= 0xFDD0) == 66
    assert for_xml("a\ufffeb\nc\t\x0b\ud800d") == "ab\nc\td"


def test_a_line_turns_no_sentence_around_it_and_keeps_the_marks_of_its_script():
    form = _Any(MultiDict({"line": "\u202eevil\u202c \u2067x\u2069 \u200fשלום\u200e"}))
    assert form.validate()
    assert form.line.data == "evil x \u200fשלום\u200e"
