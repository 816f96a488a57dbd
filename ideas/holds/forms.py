"""What judging and answering ask for: shape only."""

from __future__ import annotations

from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import Length

from ideas.concepts.forms import Needed
from ideas.holds.appealing import WORDS_LENGTH
from ideas.holds.hold import Hold
from ideas.holds.judging import REASON_LENGTH
from kernel.forms import Form, Prose


def _id(value: object) -> int:
    return int(str(value))


class JudgementForm(Form):
    """Which of a finding's holds, and the public reason."""

    holds = SelectMultipleField("Held votes", coerce=_id, validate_choice=False)
    everyone = BooleanField("All that are still held")
    all_but = BooleanField("All but the ones ticked below")
    why = Prose(
        "Your reason",
        [Needed(), Length(max=REASON_LENGTH)],
        description="It stands on the public record for good, under your role. Name nobody in it.",
        render_kw={"maxlength": REASON_LENGTH, "rows": 3},
    )

    def chosen(self, among: list[Hold]) -> list[Hold]:
        """The holds that are ticked; all that are open when "all" is, or those of them that are not ticked."""
        if self.everyone.data:
            return [hold for hold in among if hold.is_open]
        ticked = set(self.holds.data or [])
        if self.all_but.data:
            return [hold for hold in among if hold.is_open and hold.id not in ticked]
        return [hold for hold in among if hold.id in ticked]


class AppealForm(Form):
    """The held person's own words."""

    words = Prose(
        "Your answer",
        [Needed(), Length(max=WORDS_LENGTH)],
        description="Only staff read it. Tell them what they cannot see: who you share a connection with, who told you of"
        " this round.",
        render_kw={"maxlength": WORDS_LENGTH, "rows": 6},
    )
