"""What a forum's forms ask. Whether the answers fit is for the acts."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField, SelectMultipleField
from wtforms.fields import ColorField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from ideas.forums.closing import REASON_LENGTH
from ideas.forums.forum import HINT_LENGTH, LABEL_LENGTH, NAME_LENGTH, SUMMARY_LENGTH, FieldKind, Forum
from ideas.forums.opening import MOST_QUESTIONS, USUAL, ForumTerms, Question
from kernel.forms import Form, Line, Prose

KINDS = [
    SelectChoice(FieldKind.TEXT.value, "one line"),
    SelectChoice(FieldKind.LONG.value, "several lines"),
    SelectChoice(FieldKind.NUMBER.value, "a number"),
]
WORDS_CHOICES = [
    SelectChoice("title", "the title"),
    SelectChoice("summary", "the idea in one sentence"),
    SelectChoice("body", "the full text"),
]
SPARE = 2


class QuestionForm(Form):
    """One question. Without a label it is left out."""

    key = HiddenField()
    label = Line("Question", [Length(max=LABEL_LENGTH)])
    hint = Line("Hint", [Length(max=HINT_LENGTH)])
    kind = SelectField("Answered in", choices=KINDS, default=FieldKind.TEXT.value)
    required = BooleanField("Must be answered")
    material = BooleanField("Material: a change asks supporters anew")


class ForumForm(Form):
    """A forum's name, colour, summary and questions."""

    name = Line("Name", [InputRequired("Give the forum a name."), Length(max=NAME_LENGTH)])
    summary = Prose(
        "What belongs here",
        [InputRequired("Say what belongs here."), Length(max=SUMMARY_LENGTH)],
        description="One or two sentences for somebody who has never been here.",
    )
    colour = ColorField(
        "Colour",
        [InputRequired("Choose a colour.")],
        description="Marks the forum's pages and the covers of concepts without a picture. It must show on paper.",
        default="#1f6f5c",
    )
    material_words = SelectMultipleField(
        "Material beside the questions below",
        choices=WORDS_CHOICES,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="When an author changes one of these, everybody who supported the concept is asked to carry their "
        "support over or leave.",
    )
    questions = FieldList(FormField(QuestionForm), "Questions", max_entries=MOST_QUESTIONS + SPARE)

    def terms(self) -> ForumTerms:
        """What was typed, for the act."""
        rows = [entry.form for entry in self.questions.entries if (entry.form.label.data or "").strip()]
        return ForumTerms(
            name=self.name.data or "",
            colour=self.colour.data or "",
            summary=self.summary.data or "",
            questions=[_question(row) for row in rows],
            material_words=self.material_words.data or [],
        )


def _question(row: Any) -> Question:
    hint, key, kind = row.hint.data or "", row.key.data or "", FieldKind(row.kind.data)
    return Question(row.label.data, hint, kind, row.required.data, key, row.material.data)


class StewardForm(Form):
    """Whom to appoint."""

    name = Line("Name of the member", [InputRequired("Whom?"), Length(max=60)])


class CloseForm(Form):
    """Why a forum is closed."""

    reason = Prose(
        "Reason",
        [InputRequired("Say why: people belong to this forum."), Length(max=REASON_LENGTH)],
        description="Everybody can read it on the forum's page and in the public record.",
    )


def filled(forum: Forum | None) -> dict[str, Any]:
    """What the form shows at first: the forum as it is, or the usual questions of a new one, with room for two more."""
    asked = forum.asked if forum else USUAL
    rows = [
        {"key": one.key, "label": one.label, "hint": one.hint, "kind": one.kind.value}
        | {"required": one.required, "material": one.material}
        for one in asked
    ]
    blank = {"key": "", "label": "", "hint": "", "kind": FieldKind.TEXT.value, "required": False}
    blank |= {"material": False}
    shown: dict[str, Any] = {"questions": [*rows, *[blank] * min(SPARE, MOST_QUESTIONS - len(rows))]}
    shown["material_words"] = forum.material_words if forum else ["summary"]
    if forum:
        shown |= {"name": forum.name, "summary": forum.summary, "colour": forum.colour}
    return shown
