"""A ballot as a form: ticks, or a number or a place for each finalist, which the act checks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from wtforms import SelectField, SelectMultipleField
from wtforms.validators import Optional

from governance.counting.contest import BallotKind
from ideas.ballots.marking import field_of
from ideas.rounds.round import Round
from kernel.figures import nth
from kernel.forms import Form, Whole
from kernel.rules import RuleBroken

LARGEST = 2**63 - 1
NOT_HERE = "One of these is not on the ballot. Reload the page to see the finalists."


def _id(value: object) -> int:
    """A number that could be a concept's id. Raises ValueError for any other."""
    number = int(str(value))
    if not 0 < number <= LARGEST:
        raise ValueError(f"{number} is no id")
    return number


class BallotForm(Form):
    """What every ballot has: a place for what is wrong with it as a whole; and the ticks, where ticks are asked."""

    choices = SelectMultipleField("Your choice", coerce=_id, validate_choice=False)

    @property
    def marks(self) -> Collection[int] | Mapping[int, int]:
        """What was chosen, for the act."""
        return self.choices.data or []


class MarksForm(BallotForm):
    """A number or a place for each finalist; its fields are added by `ballot_form`."""

    @property
    def marks(self) -> Mapping[int, int]:
        """What was typed: {concept id: mark}."""
        typed = {int(name[5:]): field.data for name, field in self._fields.items() if name.startswith("mark_")}
        return {concept_id: int(mark) for concept_id, mark in typed.items() if mark not in (None, "")}


def ballot_form(
    round: Round, finalists: Mapping[int, str], sent: Any = None, marks: Mapping[int, int] = {}
) -> BallotForm:
    """The form of this round's ballot: as sent, or as `marks` stand. `finalists` are titles by concept id."""
    if round.ballot_kind is BallotKind.APPROVAL:
        return BallotForm(sent, choices=sorted(marks))
    asked = {field_of(id_): _asked(round, id_, title, len(finalists)) for id_, title in finalists.items()}
    shown = {field_of(id_): mark for id_, mark in marks.items()}
    form: BallotForm = type("MarksForm", (MarksForm,), asked)(sent, **shown)
    if any(name.startswith("mark_") and name not in asked and sent[name] for name in sent or ()):
        form.add_error(RuleBroken(NOT_HERE))
    return form


def _asked(round: Round, concept_id: int, title: str, finalists: int) -> Any:
    own = f"choice-{concept_id}"
    if round.ballot_kind is BallotKind.POINTS:
        return _Points(title, [Optional()], id=own)
    places = range(1, min(round.choices_limit or finalists, finalists) + 1)
    return SelectField(title, choices=[("", "no place"), *((str(n), nth(n)) for n in places)], id=own)


class _Points(Whole):
    """Whole points; what is typed instead stays in the field."""

    data: int | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; also that it could be stored."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Give whole points, such as 3.") from None
        if abs(int(self.data or 0)) > LARGEST:
            self.data = None
            raise ValueError("That is more points than there are.")
