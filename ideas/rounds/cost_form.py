"""The form for what concepts cost: an amount for each, empty for the usual cost, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.validators import InputRequired, Length, Optional

from ideas.concepts.concept import Concept
from ideas.rounds.cost import SOURCE_LENGTH
from kernel.amount import minor_units, written
from kernel.forms import Form, Line
from kernel.rules import RuleBroken

PREFIX = "cost_"


class CostsForm(Form):
    """One field a concept is added by `costs_form`."""

    source = Line(
        "Where these figures come from",
        [InputRequired("Say where the figures come from."), Length(max=SOURCE_LENGTH)],
        description="Public, such as: quotes of two workshops, May 2026.",
    )

    def costs(self) -> dict[int, int | None]:
        """{concept id: minor units, or None for the usual cost}. Raises RuleBroken on the field that is no amount."""
        typed = {name: field.data for name, field in self._fields.items() if name.startswith(PREFIX)}
        return {int(name.removeprefix(PREFIX)): _minor(name, words) for name, words in typed.items()}


def costs_form(concepts: Sequence[Concept], costs: Mapping[int, int], sent: Any = None) -> CostsForm:
    """The form for these concepts, as sent or as the costs stand."""
    asked = {f"{PREFIX}{one.id}": Line(one.title, [Optional()]) for one in concepts}
    shown = {f"{PREFIX}{id_}": written(minor) for id_, minor in costs.items()}
    form: CostsForm = type("CostsForm", (CostsForm,), asked)(sent, **shown)
    return form


def _minor(name: str, words: str | None) -> int | None:
    if not words:
        return None
    try:
        return minor_units(words)
    except ValueError as unclear:
        raise RuleBroken(str(unclear), name) from None
