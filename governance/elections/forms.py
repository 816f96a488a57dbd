"""What the forms of an election ask."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.validators import InputRequired, Length

from governance.elections.candidate import WORDS_LENGTH, Candidate
from kernel.forms import Form, Line, Marked
from kernel.rules import RuleBroken


class NominationForm(Form):
    """Who should stand, and why. Without a name one stands oneself."""

    name = Line(
        "Name",
        [Length(max=60)],
        description="Leave it empty to stand yourself; or copy a member's name from their page. They are asked.",
    )
    words = Marked(
        "What speaks for it",
        [InputRequired("Say what speaks for it."), Length(max=WORDS_LENGTH)],
        description="Everybody who votes reads it.",
    )


class AcceptanceForm(Form):
    """One's own words on being named."""

    words = Marked("In your own words", [InputRequired("Say it in your own words."), Length(max=WORDS_LENGTH)])


class RankingForm(Form):
    """A place for each candidate, made by `ranking_form`."""

    def ranking(self) -> list[int]:
        """The candidates in the order of their places. Raises RuleBroken for a place given twice."""
        given = [(int(field.data), int(name[5:])) for name, field in self._fields.items() if field.data]
        places = [place for place, _ in given]
        for place, one in given:
            if places.count(place) > 1:
                raise RuleBroken(f"Place {place} is given twice; each place is for one candidate.", f"rank_{one}")
        return [one for _, one in sorted(given)]


def ranking_form(
    candidates: list[Candidate], given: MultiDict[str, str] | None = None, own: list[int] | None = None
) -> Any:
    """A form with a place for each candidate, filled with one's own ballot. The members must be loaded."""
    places = [("", "—"), *((str(place), str(place)) for place in range(1, len(candidates) + 1))]
    fields = {
        f"rank_{one.id}": SelectField(f"Place for {one.member.name}", choices=places, default="") for one in candidates
    }
    filled = {f"rank_{one}": str(place) for place, one in enumerate(own or [], 1)}
    return type("FilledRankingForm", (RankingForm,), fields)(given, data=filled)
