"""Forms check shape; acts check truth. A rule an act finds broken lands on the field it names, and nothing typed is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import Field, FileField, IntegerField, StringField, TextAreaField
from wtforms import Form as WTForm
from wtforms.validators import InputRequired, StopValidation, ValidationError
from wtforms.widgets import EmailInput

from kernel.marks import TOO_MANY, heaped
from kernel.markup import to_html
from kernel.plain_words import PlainWords
from kernel.rules import RuleBroken
from kernel.visible import can_be_seen, shows_something, unfit, without_turns

LONGEST = 20_000  # no field takes more unless it says so; most take far less
UNSEEN = "Nothing of this can be seen. Please write at least one letter, digit or sign."
LARGEST = 2**63 - 1  # of a whole number that a database column holds


def cleaned(text: str | None) -> str:
    """Text as it is stored: NFC, Unix line ends, no outer blanks. What cannot be stored is left for `storable` to refuse."""
    typed = (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return typed if heaped(typed) else unicodedata.normalize("NFC", typed)


class AtMost:
    """A validator that comes first: of a text beyond every limit only the length is looked at."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, form: Any, field: Field) -> None:
        if len(field.data or "") > self.longest:
            field.data = marked(field.data)
            raise StopValidation(f"This has {len(field.data):,} characters; {self.longest:,} at most can be kept.")


def filled(form: Any, field: Field) -> None:
    """A validator: a required text of blanks alone is as empty as none, and is told so in the same words."""
    required = next((one for one in field.validators if isinstance(one, InputRequired)), None)
    if required is not None and not field.data:
        raise StopValidation(required.message or field.gettext("This field is required."))


def storable(form: Any, field: Field) -> None:
    """A validator: refuse characters that no database keeps or that nobody can see (controls, halves of pairs), and text of
    which nothing shows.

    The form comes back with a mark in their place, since no page may hold them either.
    """
    text = field.data or ""
    if heaped(text):
        raise ValidationError(TOO_MANY)
    bad = {char for char in text if unfit(char)}
    if bad:
        field.data = marked(text)
        names = ", ".join(sorted(f"U+{ord(char):04X}" for char in bad)[:5])
        raise ValidationError(f"This text holds a character that cannot be shown ({names}). Please remove it.")
    if text and not can_be_seen(text):
        raise ValidationError(UNSEEN)


def marked(text: str) -> str:
    """The same text with a mark in place of each character that no page may hold."""
    return "".join("\ufffd" if unfit(char) else char for char in text)


def shown(text: str) -> str:
    """The same text with its control characters drawn (U+2400…), for a field that is shown again with its error."""
    return "".join(chr(0x2400 + ord(char)) if char < " " and char not in "\n\t" else char for char in text)


class Line(StringField):
    """One line of text, cleaned and storable; it cannot turn the direction of the sentences that it will stand in."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), longest: int = LONGEST, **kwargs: Any) -> None:
        super().__init__(label, [AtMost(longest), filled, *validators, storable], filters=[_line_or_none], **kwargs)

    def _value(self) -> str:
        return shown(super()._value())


class Address(Line):
    """An e-mail address; what a fit one is, the act says."""

    widget = EmailInput()


class Prose(TextAreaField):
    """Several lines of text, cleaned and storable."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), longest: int = LONGEST, **kwargs: Any) -> None:
        super().__init__(label, [AtMost(longest), filled, *validators, storable], filters=[_cleaned_or_none], **kwargs)

    def _value(self) -> str:
        return shown(super()._value())


def _rendered(form: Any, field: Field) -> None:
    """A validator: the HTML is made here, before the act's transaction asks for it; too costly a text is refused."""
    if not field.errors:
        try:
            rendered = to_html(field.data or "")
        except RuleBroken as broken:
            raise ValidationError(broken.message) from None
        if can_be_seen(field.data or "") and not shows_something(rendered):
            raise ValidationError(UNSEEN)


class Marked(Prose):
    """Several lines of Markdown that the act will show as HTML."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, [*validators, _rendered], **kwargs)


class Whole(IntegerField):
    """A whole number that the database can hold: one of four hundred digits is none, in words."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed, as IntegerField does."""
        super().process_formdata([value for value in valuelist if isinstance(value, str)])
        if self.data is not None and abs(self.data) > LARGEST:
            self.data = None
            raise ValueError("This number is too large.")


class Upload(FileField):
    """A file that somebody chose; text in its place is no file."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the first real file."""
        super().process_formdata(
            [value for value in valuelist if isinstance(value, FileStorage) and value.filename][:1]
        )


def whole_number(text: str) -> int:
    """A number of an address or a plain field, for `type=`. ValueError for what no column holds."""
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(text)
    return number


def _line_or_none(text: Any) -> Any:
    return cleaned(without_turns(text)) if isinstance(text, str) else text


def _cleaned_or_none(text: Any) -> Any:
    return cleaned(text) if isinstance(text, str) else text


class Form(WTForm):
    """Every form's parent: its own errors, and those of the act it feeds."""

    class Meta:
        """Messages of the library in plain words."""

        def get_translations(self, _form: Any) -> PlainWords:
            """The one translator: from its English to ours."""
            return PlainWords()

    form_wide: tuple[str, ...] = ()

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Fill the fields. A file in the place of text is left out: only an Upload takes one."""
        super().process(formdata, *args, **kwargs)
        for field in self:
            if isinstance(field, StringField) and isinstance(field.data, FileStorage):
                field.data, field.raw_data = "", []

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether every field has its shape. No field may hold a NUL, those without a rule of their own included."""
        fit = bool(super().validate(*args, **kwargs))
        for field in self:
            if isinstance(field.data, str) and "\0" in field.data and not field.errors:
                field.errors, fit = ["This holds a character that cannot be kept (U+0000). Please remove it."], False
        return fit

    @contextmanager
    def owning_errors(self) -> Iterator[None]:
        """Put a RuleBroken on its field, or atop the form, and go on to show the form again."""
        try:
            yield
        except RuleBroken as broken:
            self.add_error(broken)

    def add_error(self, broken: RuleBroken) -> None:
        """Show this rule, and those broken beside it, at the fields they name."""
        for one in broken.also:
            self.add_error(one)
        if broken.field in self._fields:
            field = self._fields[broken.field]
            field.errors = [*field.errors, broken.message]
        else:
            self.form_wide = (*self.form_wide, broken.message)
