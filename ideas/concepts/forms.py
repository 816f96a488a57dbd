"""What the pages of a concept ask for: shape only. A draft may be unfinished; what is missing is said before proposing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from ideas.concepts.concept import SUMMARY_MAX, TITLE_MAX
from ideas.concepts.draft import ConceptDraft
from ideas.concepts.withdrawing import REASON_MAX
from ideas.concepts.wording import ANSWER_MAX, BODY_MAX, NOTE_MAX, Wording, answer_field
from ideas.forums.forum import FieldKind, ForumField
from ideas.rounds.signal import Signal
from kernel.forms import Form, Line, Prose, Upload

ALT_MAX = 300


class Needed:
    """Marks a field as needed in its label; the act says so, the browser does not hold the form back."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Shape only: the act decides."""


class DraftForm(Form):
    """The words of a concept; forms made by `draft_form` add the forum's own questions."""

    title = Line("Title", [Needed()], description="What it is, in a few words.")
    summary = Prose(
        "The idea in one sentence",
        [Needed()],
        description="What it does for whom. This stands beside the picture everywhere.",
    )
    body = Prose("In full", description="How it works, what it is made of, what you have tried. You can use Markdown.")
    signals = SelectMultipleField(
        "Signals it answers",
        coerce=int,
        choices={},
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description="What reviews and members said should change.",
    )
    change_note = Line("What changed, and why", [Needed()], description="One sentence, shown with the version.")

    def wording(self, fields: Sequence[ForumField]) -> Wording:
        """What was typed, as one value."""
        return Wording(
            title=self._typed("title"),
            summary=" ".join(self._typed("summary").split()),
            body=self._typed("body"),
            answers={asked.key: self._typed(answer_field(asked.key)) for asked in fields},
            signal_ids=tuple(self._fields["signals"].data or ()) if "signals" in self else (),
            change_note=self._typed("change_note"),
        )

    def _typed(self, name: str) -> str:
        return str(self._fields[name].data or "") if name in self._fields else ""

    def asked(self, fields: Sequence[ForumField]) -> list[Any]:
        """The form's fields for the forum's questions, in order."""
        return [self._fields[answer_field(question.key)] for question in fields]


def draft_form(
    typed: Any, fields: Sequence[ForumField], signals: Sequence[Signal], draft: ConceptDraft | None, first: bool
) -> DraftForm:
    """The form for a forum's questions, filled from the request's form or else from the draft."""
    questions = {answer_field(asked.key): _question(asked) for asked in fields}
    kind = type("ForumDraftForm", (DraftForm,), questions)
    form: DraftForm = kind(typed, **({} if draft is None else _filled(draft)))
    form.signals.choices = {signal.id: signal.statement for signal in signals}
    form.title.render_kw = {"maxlength": TITLE_MAX, "autocomplete": "off"}
    form.summary.render_kw = {"maxlength": SUMMARY_MAX, "rows": 2, "class": "short"}
    form.body.render_kw = {"maxlength": BODY_MAX, "rows": 12}
    form.change_note.render_kw = {"maxlength": NOTE_MAX, "autocomplete": "off"}
    if first:
        del form.change_note
    if not signals:
        del form.signals
    return form


def _question(asked: ForumField) -> Any:
    needed: list[Any] = [Needed()] if asked.required else []
    kind = Prose if asked.kind is FieldKind.LONG else Line
    shape: dict[str, Any] = {"maxlength": ANSWER_MAX[asked.kind]}
    if asked.kind is FieldKind.NUMBER:
        shape["inputmode"] = "decimal"
    return kind(asked.label, needed, description=asked.hint, render_kw=shape)


def _filled(draft: ConceptDraft) -> dict[str, Any]:
    answers = {answer_field(key): text for key, text in draft.answers.items()}
    words = {"title": draft.title, "summary": draft.summary, "body": draft.body_source}
    return {**words, **answers, "change_note": draft.change_note, "signals": list(draft.signal_ids)}


class PictureForm(Form):
    """One picture and what it shows."""

    picture = Upload("Picture", description="JPEG, PNG or WebP, up to 20 MB; best 1,280 pixels wide or more.")
    alt = Line(
        "What it shows",
        description="For people who cannot see it.",
        render_kw={"maxlength": ALT_MAX, "autocomplete": "off"},
    )


class InviteForm(Form):
    """Whom to ask."""

    name = Line("Name of the member", description="As it is written on their page.", render_kw={"autocomplete": "off"})


class ReasonForm(Form):
    """Why, in public."""

    reason = Prose("Reason", [Needed()], render_kw={"maxlength": REASON_MAX, "rows": 4})
