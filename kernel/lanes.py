"""The worker does each of its things in a thread of its own, so that none waits for another: the clock, errands, letters.

A lane does one thing at a time, over and over; what it missed while it was busy is done once and not caught up with.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from flask import Flask

from kernel import heartbeat

LOOK_EVERY = 10.0  # seconds
BEAT_EVERY = 30.0
HANGS_AFTER = 180.0
WATCH_EVERY = 60.0
stopping = threading.Event()  # told to end; what takes long looks at it between two steps


class Lane:
    """One thing that the worker does: `act` returns how much it did, and is called again at once unless that was nothing."""

    def __init__(self, app: Flask, name: str, act: Callable[[], int], pause: Callable[[], float] = lambda: LOOK_EVERY):
        self.name, self.trouble = name, ""
        self._app, self._act, self._pause = app, act, pause
        self._bell = threading.Event()
        self._thread: threading.Thread | None = None
        self._busy_since: float | None = None
        self._beaten = 0.0

    def ring(self) -> None:
        """Have it look now. Without a thread of its own, in this one."""
        if not self.runs:
            with self._app.app_context():
                self._act()
        self._bell.set()

    def start(self) -> None:
        """Begin, in a thread that dies with the process."""
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait for the end of what it is doing, once `stopping` is set."""
        self._bell.set()
        if self._thread is not None:
            self._thread.join(seconds)
            self._thread = self._thread if self._thread.is_alive() else None

    @property
    def runs(self) -> bool:
        """Whether it has a thread."""
        return self._thread is not None

    @property
    def busy_for(self) -> float:
        """How many seconds it has been at the same piece of work."""
        since = self._busy_since
        return 0.0 if since is None else time.monotonic() - since

    def _run(self) -> None:
        while not stopping.is_set():
            self._bell.clear()
            if not self._once():
                self._bell.wait(self._pause())

    def _once(self) -> int:
        self._busy_since = time.monotonic()
        try:
            with self._app.app_context():
                did = self._act()
                self._beat()
            return did
        except Exception:  # whatever it was, the next time may be better
            self._app.logger.exception("the worker's %s failed", self.name)
            return 0
        finally:
            self._busy_since = None

    def _beat(self) -> None:
        if time.monotonic() >= self._beaten + BEAT_EVERY:
            heartbeat.beat(self.name, self.trouble)
            self._beaten = time.monotonic()


def start(app: Flask, lanes: list[Lane], doing: Callable[[], str]) -> None:
    """Begin all of them, and watch them."""
    for lane in lanes:
        lane.start()
    threading.Thread(target=_watch, args=(app, lanes, doing), name="watch", daemon=True).start()


def stop(lanes: list[Lane], seconds: float) -> None:
    """Have all of them end, after what they are doing if that takes no longer than this."""
    stopping.set()
    until = time.monotonic() + seconds
    for lane in lanes:
        lane.join(max(until - time.monotonic(), 0))
    if not any(lane.runs for lane in lanes):
        stopping.clear()


def _watch(app: Flask, lanes: list[Lane], doing: Callable[[], str]) -> None:
    """Log each minute which lanes have been at the same piece of work for too long."""
    while not stopping.wait(WATCH_EVERY):
        for lane in lanes:
            if lane.busy_for > HANGS_AFTER:
                what = f", at {doing()}" if lane.name == "clock" else ""
                app.logger.error("the worker's %s has hung for %d s%s", lane.name, lane.busy_for, what)
