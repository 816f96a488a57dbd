"""One kind of thing that staff owe: how its rows are found, oldest first, and how each is said, with its one next act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import Select, String, Text, cast, func, literal, null, select

from kernel.database import UtcDateTime

MOST = 20  # lines of one kind; how many more there are is said beside them


@dataclass(frozen=True, slots=True)
class Due:
    """One thing staff owe somebody: what, by when (None when no day was promised), since when, and where it is done."""

    words: str
    owed: str
    label: str
    at: datetime | None
    endpoint: str
    about: dict[str, Any]
    since: datetime | None = None

    @property
    def url(self) -> str:
        """Where it is done."""
        return url_for(self.endpoint, **self.about)

    def is_late(self, at: datetime) -> bool:
        """Whether its day has passed."""
        return self.at is not None and self.at < at


@dataclass(frozen=True, slots=True)
class Kind:
    """`found` selects what found_by() names; `says` makes words of a name and a count; `page` takes the row's key as its
    second word, unless that is empty.

    `grace` is the time that staff have from the moment found; without `dated` that moment only says what waits longest.
    """

    found: Callable[[datetime], Select[Any]]
    says: Callable[[str, int], str]
    owed: str
    label: str
    page: tuple[str, str]
    all_of_it: tuple[str, str, dict[str, Any]]
    grace: timedelta = timedelta(0)
    dated: bool = True

    def line(self, row: Any) -> Due:
        """The row in words."""
        since = end_of(date.fromisoformat(row.day)) if row.day else row.at
        at = since + self.grace if since and self.dated else None
        endpoint, by = self.page
        return Due(
            self.says(row.name, row.count), self.owed, self.label, at, endpoint, {by: row.key} if by else {}, since
        )


def found_by(name: Any, key: Any, at: Any = None, count: Any = None, day: Any = None) -> Select[Any]:
    """A select of things due: their name, the word or number of their address, since or until when, and how many."""
    moment = cast(null(), UtcDateTime()) if at is None else at
    ordered = (day.is_(None), day) if day is not None else (moment.is_(None), moment)
    return select(
        cast(name, Text).label("name"),
        cast(key, String).label("key"),
        (literal(1) if count is None else count).label("count"),
        moment.label("at"),
        (cast(null(), String) if day is None else cast(day, String)).label("day"),
        func.count().over().label("total"),
    ).order_by(*ordered, key)


def end_of(day: date) -> datetime:
    """The last moment of a promised day."""
    return datetime.combine(day, time.max, UTC)


def some(count: int, one: str, many: str) -> str:
    """A number with its words: "one flag", "3 flags"."""
    return f"one {one}" if count == 1 else f"{count} {many}"
