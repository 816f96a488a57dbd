"""What becoming a witness asks for: shape only."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from governance.record.witness import PACES, Pace
from kernel.forms import Address, Form


class WitnessForm(Form):
    """An address, and how often."""

    email = Address(
        "E-mail address",
        [InputRequired("We need an address to send checkpoints to."), Length(max=400)],
        description="Used for nothing else. You get one e-mail with a link to confirm it.",
        render_kw={"autocomplete": "email", "maxlength": 254},
    )
    pace = RadioField(
        "How often",
        [InputRequired("Choose how often.")],
        choices=[SelectChoice(pace.value, words) for pace, words in PACES.items()],
        default=Pace.DAY.value,
    )
