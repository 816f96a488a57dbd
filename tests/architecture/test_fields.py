"""Every field that takes words looks at no more of them than its cap: by its kind, before any other check."""

from wtforms import Form as AnyForm
from wtforms import StringField

import app  # noqa: F401  (loads every form)
from kernel.forms import LONGEST, AtMost
from tests.attacks.costs import MOST, Reader

# What is no prose: each is compared or matched as a whole, and its act knows its length.
CAPPED_BY_THE_ACT = {"PasswordField", "ColorField", "HiddenField"}
FOLDERS = ("kernel.", "members.", "governance.", "ideas.", "commerce.", "front.")


def _forms(parent=AnyForm):
    for form in parent.__subclasses__():
        yield from _forms(form)
        if form.__module__.startswith(FOLDERS):
            yield form


def _fields():
    for form in dict.fromkeys(_forms()):
        for name, field in form()._fields.items():
            if isinstance(field, StringField) and type(field).__name__ not in CAPPED_BY_THE_ACT:
                yield f"{form.__module__}.{form.__name__}.{name}", field


def test_every_field_for_words_looks_at_the_length_first():
    fields = dict(_fields())
    assert len(fields) > 80
    assert [name for name, field in fields.items() if not isinstance(field.validators[0], AtMost)] == []


def test_no_field_takes_long_over_the_longest_text():
    for name, field in _fields():

        def checked(text, field=field):
            field.process(None, text)
            field.validate(None)

        reader = Reader(name, checked, LONGEST)
        for family in (("", ".", "!"), ("x", ":=", "x"), ("x", "\u0301\u0316", "x")):
            assert reader.cost(reader.text(family, LONGEST)) < MOST, (name, family)
