"""What the forms of a decision ask."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from governance.decisions.contribution import LONGEST
from governance.decisions.decision import HIDDEN_REASON_LENGTH
from governance.decisions.vote import Choice
from kernel.forms import Form, Marked, Prose

CHOICES = [SelectChoice(Choice.YES.value, "Yes"), SelectChoice(Choice.NO.value, "No")]
CHOICES += [SelectChoice(Choice.ABSTAIN.value, "I abstain")]


class VoteForm(Form):
    """Yes, no or abstain; nothing is ticked before."""

    choice = RadioField("Your vote", [InputRequired("Choose yes, no or to abstain.")], choices=CHOICES)


class ContributionForm(Form):
    """What somebody says."""

    source = Marked("Your contribution", [InputRequired("Write something."), Length(max=LONGEST)])


class ModerationForm(Form):
    """Why words are hidden or shown again."""

    reason = Prose(
        "Reason",
        [InputRequired("Give the reason."), Length(max=HIDDEN_REASON_LENGTH)],
        description="Everybody can read it.",
    )
