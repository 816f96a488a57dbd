"""What the charter's forms ask. Bounds are rules, and the acts keep them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wtforms.validators import InputRequired, Length
from wtforms.widgets import TextInput

from governance.charter.conduct import TEXT_LENGTH, TITLE_LENGTH
from governance.charter.enactment import REASON_LENGTH as EMERGENCY_LENGTH
from governance.charter.founding import field_name
from governance.charter.rule import Rule, Unit
from governance.charter.rules import RULES
from governance.decisions.opening import REASON_LENGTH
from kernel.amount import written
from kernel.forms import Form, Line, Marked, Whole

MARKDOWN = "Markdown works."
SHARE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))? ?%?")


class PerCent(Whole):
    """A share as people write it, 3.5 or 3,5 per cent, kept in hundredths of a per cent."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; its sign may stand behind it."""
        typed = [one for one in valuelist if isinstance(one, str) and one.strip()]
        self.data = None
        if typed:
            read = SHARE.fullmatch(typed[0].strip())
            if read is None:
                raise ValueError("Give a share in per cent, such as 3.5.")
            self.data = int(read[1]) * 100 + int((read[2] or "").ljust(2, "0"))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else written(self.data)


def number_field(rule: Rule, label: str, does: str = "", **kwargs: Any) -> Any:
    """The field that takes this rule's number, with what it does, the unit it is typed in, and its bounds."""
    hint = f"{does} {bounds_words(rule)}".strip()
    kind = PerCent if rule.unit is Unit.BASIS_POINTS else Whole
    return kind(label, [InputRequired("Which value?")], description=hint, **kwargs)


def bounds_words(rule: Rule) -> str:
    """In what unit its number is typed, and between which bounds."""
    if rule.unit is Unit.BASIS_POINTS:
        return f"In per cent, such as 3.5, from {rule.said(rule.least)} to {rule.said(rule.most)}."
    unit = "per cent" if rule.unit is Unit.PERCENT else rule.unit.value
    return f"From {rule.least:,} to {rule.most:,} {unit}."


def value_form(rule: Rule, sent: Any = None) -> ValueForm:
    """The form that asks the members for another value of this rule."""
    made: ValueForm = type("ValueForm", (ValueForm,), {"value": number_field(rule, "The new value")})(sent)
    return made


def emergency_form(rule: Rule, sent: Any = None) -> EmergencyForm:
    """The form that sets this rule's value at once."""
    asked = number_field(rule, "The value for now", id="emergency-value")
    made: EmergencyForm = type("EmergencyForm", (EmergencyForm,), {"value": asked})(sent)
    return made


def founding_form(values: Mapping[str, int], sent: Any = None) -> Form:
    """A field for each number of the charter, showing these values, each beside the sentence that says what it does."""
    asked = {
        field_name(one.key): number_field(one, one.words, " ".join([one.does, one.waits]).strip())
        for one in RULES.values()
    }
    shown = {field_name(key): number for key, number in values.items()}
    made: Form = type("FoundingForm", (Form,), asked)(sent, **shown)
    return made


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
