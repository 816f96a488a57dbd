"""Columns that hold exactly the bytes a hash covers: a moment and a payload have one spelling, in the database too."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from governance.record.canonical import canonical, moment

MOMENT_LENGTH = 27


class SpelledMoment(TypeDecorator[datetime]):
    """An aware UTC moment, stored as 2026-11-22T09:30:00.000000Z: text that sorts as time does."""

    impl = String(MOMENT_LENGTH)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The one spelling; a naive moment is a bug and raises."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: use kernel.clock")
        return None if value is None else moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Aware UTC again."""
        return None if value is None else datetime.fromisoformat(value)


class CanonicalJson(TypeDecorator[dict[str, Any]]):
    """A JSON object, stored as its canonical text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        """The one spelling. Raises TypeError for what has none, such as a float."""
        return None if value is None else canonical(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:
        """What it says."""
        return None if value is None else dict(json.loads(value))
