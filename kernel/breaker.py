"""A server that fails twice in a row is left alone for ten seconds, then twenty, up to ten minutes, until it succeeds.

The state is the process's own: each machine has its own way to the server, and one that starts anew finds out in two tries.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from kernel.clock import now

FAILURES = 2
FIRST, LONGEST = timedelta(seconds=10), timedelta(minutes=10)


class Breaker:
    """What is known about one server."""

    def __init__(self) -> None:
        self._failures = 0
        self._opened = 0
        self._until: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the server is to be left alone now."""
        return self._until is not None and now() < self._until

    def failed(self) -> None:
        """Note one failure of the server itself. After a pause a single one is enough."""
        self._failures += 1
        if self._failures >= FAILURES or self._opened:
            self._until = now() + min(FIRST * 2 ** min(self._opened, 10), LONGEST)
            self._failures, self._opened = 0, self._opened + 1

    def succeeded(self) -> None:
        """The server did its work, if only to refuse a letter."""
        self._failures, self._opened, self._until = 0, 0, None


_breakers: dict[str, Breaker] = {}


def breaker_of(server: str) -> Breaker:
    """The one breaker of this server."""
    return _breakers.setdefault(server, Breaker())
