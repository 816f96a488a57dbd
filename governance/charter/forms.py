"""What the charter's forms ask. Bounds are rules, and the acts keep them."""

from __future__ import annotations

from wtforms.validators import InputRequired, Length

from governance.charter.conduct import TEXT_LENGTH, TITLE_LENGTH
from governance.charter.enactment import REASON_LENGTH as EMERGENCY_LENGTH
from governance.decisions.opening import REASON_LENGTH
from kernel.forms import Form, Line, Marked, Whole

MARKDOWN = "Markdown works."


class ValueForm(Form):
    """Another value, and why."""

    value = Whole("The new value", [InputRequired("Which value?")])
    reason = Marked(
        "Reasons",
        [InputRequired("Say why: people decide by it."), Length(max=REASON_LENGTH)],
        description=f"What is wrong now, and what would be better. {MARKDOWN}",
    )


class EmergencyForm(Form):
    """A value at once, and the public reason."""

    value = Whole("The value for now", [InputRequired("Which value?")], id="emergency-value")
    reason = Marked(
        "Public reason",
        [InputRequired("Say why it cannot wait."), Length(max=EMERGENCY_LENGTH)],
        description="Everybody reads it, beside your name.",
        id="emergency-reason",
    )


class ConductForm(Form):
    """A new rule of conduct."""

    title = Line("Title", [InputRequired("Name the rule."), Length(max=TITLE_LENGTH)])
    text = Marked(
        "The rule",
        [InputRequired("Write the rule."), Length(max=TEXT_LENGTH)],
        description=f"What people do or leave, in words that can be followed. {MARKDOWN}",
    )
    reason = Marked(
        "Reasons", [InputRequired("Say why it is needed."), Length(max=REASON_LENGTH)], description=MARKDOWN
    )


class RepealForm(Form):
    """Why a rule of conduct should end."""

    reason = Marked(
        "Reasons", [InputRequired("Say why it should end."), Length(max=REASON_LENGTH)], description=MARKDOWN
    )
