"""The only clock: every moment in the site is an aware UTC datetime that came from here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta(0)


def now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC) + _offset


def shift() -> timedelta:
    """How far tests and the demo world have moved the clock; nothing in a running site."""
    return _offset


@contextmanager
def travel(to: datetime | timedelta) -> Iterator[None]:
    """Shift the clock for the whole process, to a moment or by a span. Tests and the demo world use it; pages never do."""
    global _offset
    before = _offset
    _offset = to - datetime.now(UTC) if isinstance(to, datetime) else before + to
    try:
        yield
    finally:
        _offset = before
