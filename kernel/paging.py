"""Lists come in pages that cost the same however long the list is: one row more than shown is asked for, nothing is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select

from kernel.database import db

Row = TypeVar("Row")
DEEPEST = 500


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list: its rows, its number from 1, and whether another follows."""

    rows: list[Row]
    number: int
    has_next: bool


def page_of(query: Select[Any], number: int = 1, per_page: int = 30) -> Page[Any]:
    """The page with this number (from 1; odd numbers are brought into range). One statement, plus eager loads."""
    number = min(max(number, 1), DEEPEST)
    rows = list(db.session.scalars(query.limit(per_page + 1).offset((number - 1) * per_page)).unique())
    return Page(rows[:per_page], number, len(rows) > per_page)
