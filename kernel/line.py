"""A first-come, first-served line of threads, in which nobody waits for ever.

Somebody in it who hangs must not stop the whole process. So each wait is bounded. Where pages and acts share threads, one of
them stays free to read: once the line has stood still for half a second, whoever stands in it as the last thread of the
process gives up at once. While it moves, all of them may stand in it.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, has_request_context
from sqlalchemy.exc import OperationalError

PATIENCE = 3.0  # seconds; the database's own wait for its lock comes on top
UNHURRIED = 60.0  # of a command or the worker, where nobody looks at a browser
STILL = 0.5
ANY_NUMBER = 1_000_000


class Busy(Exception):  # noqa: N818
    """The turn to write did not come in time. Nothing was done; the same may succeed in a moment."""


def patience() -> float:
    """How long whoever asks now may wait for a turn, in seconds."""
    return PATIENCE if has_request_context() else UNHURRIED


def shared_threads() -> int | None:
    """How many threads of this process answer pages and acts alike; None where readers have threads of their own."""
    if not has_request_context():
        return None
    shared = current_app.config.get("SHARED_THREADS", current_app.config["THREADS"])
    return None if shared is None else int(shared)


class WaitingLine:
    """Lets `room` threads in at a time; the others stand in line."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._inside = 0
        self._moved = self._failed = 0.0
        self._stuck = False

    def enter(self, until: float, room: int = 1, threads: int | None = None) -> None:
        """Come in, by this moment of time.monotonic() or not at all: then raise Busy and leave no trace."""
        with self._guard:
            if self._inside < room and not self._waiting:
                self._inside += 1
                self._moved = self._moved if self._stuck else time.monotonic()
                return
            turn = threading.Event()
            self._waiting.append(turn)
        try:
            self._wait(turn, until, threads)
        except BaseException:
            self._step_out(turn)
            raise

    def leave(self, failed: bool = False) -> None:
        """Let the next one in; `failed` when the turn was good for nothing, so that the line has not moved by it."""
        with self._guard:
            self._stuck, moment = failed, time.monotonic()
            self._moved, self._failed = (self._moved, moment) if failed else (moment, self._failed)
            if self._waiting:
                self._waiting.popleft().set()  # the place inside goes over to that one
            else:
                self._inside -= 1

    def is_stuck(self) -> bool:
        """Whether the last turn failed, within the last second: nothing that can be left out should wait here."""
        return self._stuck and time.monotonic() - self._failed < 1.0

    def _wait(self, turn: threading.Event, until: float, threads: int | None) -> None:
        while not turn.is_set():
            left = until - time.monotonic()
            if left <= 0 or (threads and self._would_stop_readers(turn, threads)):
                raise Busy
            turn.wait(min(left, STILL) if threads else left)

    def _would_stop_readers(self, turn: threading.Event, threads: int) -> bool:
        """Whether the line stands still and this one's wait takes the process's last thread."""
        with self._guard:
            if turn.is_set() or (not self._stuck and time.monotonic() - self._moved < STILL):
                return False
            return self._inside + self._waiting.index(turn) + 1 >= threads

    def _step_out(self, turn: threading.Event) -> None:
        """Give up the place; whoever was let in at the very same moment hands the turn on, or it would be lost."""
        with self._guard:
            if not turn.is_set():
                self._waiting.remove(turn)
                return
        self.leave()


class Turn:
    """A turn to write: waited for in a line, and given back whatever happened. At most all threads but one have it at once."""

    def __init__(self) -> None:
        self._line = WaitingLine()

    @contextmanager
    def held(self, seconds: float | None = None) -> Iterator[None]:
        """Wait for it, for the usual time or so many seconds, and have it within the block. Raises Busy."""
        if seconds is not None and self._line.is_stuck():
            raise Busy
        self._take(time.monotonic() + (patience() if seconds is None else seconds))
        failed = False
        try:
            yield
        except OperationalError:
            failed = True
            raise
        finally:
            self._give_back(failed)

    def _take(self, until: float) -> None:
        shared = shared_threads()
        self._line.enter(until, room=max(1, shared - 1) if shared else ANY_NUMBER, threads=shared)

    def _give_back(self, failed: bool) -> None:
        self._line.leave(failed)
