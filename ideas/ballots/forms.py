"""A ballot as a form: the ticked concepts, which the act checks."""

from __future__ import annotations

from wtforms import SelectMultipleField

from kernel.forms import Form

LARGEST = 2**63 - 1


def _id(value: object) -> int:
    """A number that could be a concept's id. Raises ValueError for any other."""
    number = int(str(value))
    if not 0 < number <= LARGEST:
        raise ValueError(f"{number} is no id")
    return number


class BallotForm(Form):
    """The finalists that are approved."""

    choices = SelectMultipleField("Your choice", coerce=_id, validate_choice=False)
