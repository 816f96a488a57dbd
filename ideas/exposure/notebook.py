"""Showings are noted in memory and stored once a minute by each process, so that no page writes while it is read.

A showing is counted once per concept and hour for a member, and for all guests of one network together: otherwise one of
them could read a page a thousand times and so put others' concepts last. What a killed process had not stored is lost, a
minute at most: showings steer an order, they decide nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from threading import Lock

from ideas.exposure.seen import Seen


class Notebook:
    """What one process has shown and not stored yet. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: Counter[int] = Counter()
        self._seen: Seen | None = None
        self._hour = 0

    def note(self, reader: int | str, concept_ids: Iterable[int], hour: int) -> None:
        """These were shown in this hour to this member, by id, or to a guest of this network."""
        with self._lock:
            if self._seen is None or hour != self._hour:
                self._hour, self._seen = hour, Seen()
            self._waiting.update(one for one in set(concept_ids) if self._seen.is_first(reader, one))

    def take(self) -> Counter[int]:
        """Everything noted since the last time, by concept id; it is the caller's now."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        return taken

    def put_back(self, taken: Counter[int]) -> None:
        """What could not be stored waits for the next time."""
        with self._lock:
            self._waiting.update(taken)
