"""What an event asks for: shape only."""

from __future__ import annotations

from typing import Any, ClassVar

from wtforms import BooleanField, Field
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from kernel.forms import Form, Line, Whole
from kernel.rules import RuleBroken
from members.event_days.event_day import LONGEST_HOURS
from members.event_days.widening import REASON_LENGTH, fit_networks


class OrEverywhere:
    """A validator: networks that fit, unless everywhere is ticked. Said together with all else that does not fit."""

    field_flags: ClassVar = {"settled": True}  # not called optional: one of the two is needed

    def __call__(self, form: Any, field: Field) -> None:
        if form is None or not form.everywhere.data:
            try:
                fit_networks(field.data or "")
            except RuleBroken as broken:
                raise ValidationError(broken.message) from None


class EventForm(Form):
    """Where, how long and why."""

    where = Line(
        "Network",
        [Length(max=400), OrEverywhere()],
        description="The network you are on. Or enter an IP address at the venue.",
        render_kw={"autocomplete": "off", "spellcheck": "false", "maxlength": 400},
    )
    everywhere = BooleanField("Everywhere, whatever the network")
    hours = Whole(
        "Hours from now",
        [InputRequired("For how many hours?"), NumberRange(1, LONGEST_HOURS, f"From 1 to {LONGEST_HOURS} hours.")],
        render_kw={"min": 1, "max": LONGEST_HOURS, "inputmode": "numeric"},
    )
    reason = Line(
        "Why",
        [InputRequired("Say why."), Length(max=REASON_LENGTH)],
        description="For the other staff, such as “Workshop at the library, 40 people”.",
        render_kw={"maxlength": REASON_LENGTH},
    )
