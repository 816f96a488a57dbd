"""What a juror is asked."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from governance.juries.hearing import REASON_LENGTH
from governance.juries.juror import Voice
from kernel.forms import Form, Marked

VOICES = [SelectChoice(Voice.SEND_BACK.value, "It goes back"), SelectChoice(Voice.UPHOLD.value, "It stays as it is")]


class VoiceForm(Form):
    """A juror's voice with its reason; nothing is ticked before."""

    voice = RadioField("Your voice", [InputRequired("Choose one of the two.")], choices=VOICES)
    reason = Marked(
        "Your reason",
        [InputRequired("Give your reason."), Length(max=REASON_LENGTH)],
        description="Everybody reads it after the verdict, without your name.",
    )
