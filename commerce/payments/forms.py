"""What recording money asks for: shape only."""

from __future__ import annotations

from typing import Any

from wtforms import DateField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from commerce.payments.statement import MOST_CHARACTERS
from kernel.amount import minor_units
from kernel.forms import Form, Line, Prose, Upload


def is_amount(form: Any, field: Any) -> None:
    """A validator: an amount such as 19.99 or 19,99, in the form's `money_in` if it names a currency at all."""
    try:
        minor_units(field.data or "", getattr(form, "money_in", ""))
    except ValueError as error:
        raise ValidationError(str(error)) from error


class PaymentForm(Form):
    """How much arrived, and when."""

    money_in = ""

    amount = Line("Amount that arrived", [InputRequired("How much?"), is_amount], render_kw={"inputmode": "decimal"})
    received_on = DateField("Arrived on", [InputRequired("On which day?")])
    note = Line("Note", [Optional(), Length(max=300)])


class RefundForm(Form):
    """How much went back, when, and why."""

    money_in = ""

    amount = Line(
        "Amount sent back", [InputRequired("How much?"), is_amount], id="sent-back", render_kw={"inputmode": "decimal"}
    )
    refunded_on = DateField("Sent on", [InputRequired("On which day?")])
    reason = Line("Reason", [InputRequired("Say why: the pledger reads it."), Length(max=300)])


class StatementForm(Form):
    """A bank statement, pasted or uploaded."""

    source = Prose(
        "Paste the lines",
        [Optional()],
        longest=MOST_CHARACTERS + 1,  # beyond, the reader says what to do
        description="Date, amount and reference text, with or without a line of column names.",
        render_kw={
            "rows": 8,
            "spellcheck": "false",
            "placeholder": "date;amount;reference\n2026-11-21;53,90;CM-7K3F-92QX",
        },
    )
    file = Upload("Or choose the bank's CSV file", render_kw={"accept": ".csv,.txt,text/csv,text/plain"})


class AccountForm(Form):
    """Where pledges are paid to."""

    holder = Line("Account holder", [InputRequired("Whose account?"), Length(max=70)])
    iban = Line("IBAN", [InputRequired("Which account?"), Length(max=50)], render_kw={"autocomplete": "off"})
    bic = Line("BIC", [Optional(), Length(max=20)], render_kw={"autocomplete": "off"})
