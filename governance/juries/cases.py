"""The kinds of cases juries hear: from whom the jurors are drawn, what they are shown, and what each verdict does.

A kind is added once, when the module that knows it is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from governance.juries.jury import Jury


@dataclass(frozen=True, slots=True)
class Case:
    """`pool` selects the ids of members without a conflict; `template` shows the case, given `context`."""

    name: str
    label: str
    question: str
    pool: Callable[[Jury], Select[Any]]
    pool_words: str
    template: str
    context: Callable[[Jury], dict[str, Any]]
    send_back_means: str
    uphold_means: str


_cases: dict[str, Case] = {}


def add(case: Case) -> None:
    """Make a kind of case known; the same name again replaces it."""
    _cases[case.name] = case


def case_of(jury: Jury) -> Case:
    """The kind of this jury's case. Raises KeyError when this release knows none of that name."""
    return _cases[jury.kind]
