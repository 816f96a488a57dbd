"""Showings are noted in memory and stored once a minute by each process, so that no page writes while it is read.

A showing is counted once per member, concept and hour; for guests once per view of a page, without knowing whose. What a
killed process had not stored is lost, a minute at most: showings steer an order, they decide nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from threading import Lock

MOST_READERS = 20_000


class Notebook:
    """What one process has shown and not stored yet. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: Counter[int] = Counter()
        self._seen: dict[int, set[int]] = {}
        self._hour = 0

    def note(self, member_id: int | None, concept_ids: Iterable[int], hour: int) -> None:
        """These were shown to this member, or to a guest, in this hour."""
        with self._lock:
            if hour != self._hour or len(self._seen) > MOST_READERS:
                self._seen, self._hour = {}, hour
            ids = set(concept_ids)
            if member_id is not None:
                before = self._seen.setdefault(member_id, set())
                ids, self._seen[member_id] = ids - before, before | ids
            self._waiting.update(ids)

    def take(self) -> Counter[int]:
        """Everything noted since the last time, by concept id; it is the caller's now."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        return taken

    def put_back(self, taken: Counter[int]) -> None:
        """What could not be stored waits for the next time."""
        with self._lock:
            self._waiting.update(taken)
