"""What an event asks for: shape only."""

from __future__ import annotations

from wtforms.validators import InputRequired, Length, NumberRange

from kernel.forms import Form, Line, Whole
from members.event_days.event_day import LONGEST_HOURS
from members.event_days.widening import REASON_LENGTH


class EventForm(Form):
    """Where, how long and why."""

    where = Line(
        "Network",
        [Length(max=400)],
        description="The network you are on. Or enter an IP address at the venue; leave empty for everywhere.",
        render_kw={"autocomplete": "off", "spellcheck": "false", "maxlength": 400},
    )
    hours = Whole(
        "Hours from now",
        [InputRequired("For how many hours?"), NumberRange(1, LONGEST_HOURS)],
        render_kw={"min": 1, "max": LONGEST_HOURS, "inputmode": "numeric"},
    )
    reason = Line(
        "Why",
        [InputRequired("Say why."), Length(max=REASON_LENGTH)],
        description="For the other staff, such as “Workshop at the library, 40 people”.",
        render_kw={"maxlength": REASON_LENGTH},
    )
