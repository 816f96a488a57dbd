"""The worker: the clock ticks each minute in a thread of its own, and huey's queue wakes the outbox after each commit.

Nothing depends on a wake-up being kept, nor on the queue: the rows say what is due, and each lane looks at them by itself.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from flask import Flask

from kernel import lanes
from kernel.database import db, transaction
from kernel.lanes import Lane
from kernel.wake_queue import queue_for

if TYPE_CHECKING:
    from huey import Huey

_ticks: list[Callable[[], None]] = []
_site: Flask | None = None
_woken_until = 0.0
_doing = ""
GATHERED = 1.0  # seconds
FAILED = "failed"
GRACE = 12.0  # seconds that running work gets when the worker is stopped
T = TypeVar("T")


def every_minute(ticks: list[Callable[[], None]]) -> None:
    """Have these called by every clock tick, each in a transaction of its own."""
    _ticks.extend(tick for tick in ticks if tick not in _ticks)


def tick() -> list[str]:
    """Do what time has made due. A failing part is reported and does not stop the others. Returns the failures in words."""
    return [_words(*failure) for failure in _tick()]


def _tick() -> list[tuple[str, Exception]]:
    global _doing
    failures = []
    for part in _ticks:
        failed: list[Exception] = []
        _doing = f"{part.__module__}.{part.__name__}"
        try:
            with transaction() as session:
                session.info[FAILED] = failed
                part()
        except Exception as error:
            db.session.rollback()
            failed.append(error)
        finally:
            db.session.info.pop(FAILED, None)
        failures += [(_doing, one) for one in failed]
    _doing = ""
    return failures


def _words(part: str, error: Exception) -> str:
    return f"{part}: {type(error).__name__}: {error}"


def each(due: Iterable[T], act: Callable[[T], object]) -> None:
    """Do this to each. Within a tick one that fails is undone and reported, and keeps no other from its turn."""
    failed = db.session.info.get(FAILED)
    for one in due:
        try:
            with db.session.begin_nested():
                act(one)
        except Exception as error:
            if failed is None:
                raise
            failed.append(error)


def wake() -> None:
    """Tell the worker that something waits in the outbox: one call for all that was stored within a second.

    Losing it costs a minute at most.
    """
    global _woken_until
    moment = time.monotonic()
    if _site is not None and _site.config["JOBS_URL"] != "memory:" and moment >= _woken_until:
        _woken_until = moment + GATHERED
        try:
            queue_of(_site).deliver.schedule(delay=GATHERED)
        except Exception as error:  # the queue's file or server is away: the next tick delivers
            sys.stderr.write(f"worker not woken: {error}\n")


def install(app: Flask, *deliveries: Callable[[], int]) -> None:
    """Define the worker's lanes, one for each of these beside the clock; what the queue brings wakes all of them."""
    global _site, _woken_until
    _site, _woken_until = app, 0.0
    app.extensions.pop("jobs", None)
    app.extensions["lanes"] = [_clock(app), *(Lane(app, act.__name__, act) for act in deliveries)]


def queue_of(app: Flask) -> Huey:
    """The site's queue, made when it is first asked for."""
    if "jobs" not in app.extensions:
        queue = queue_for(app.config["JOBS_URL"], app.config["DATA_DIR"])
        waking = app.extensions["lanes"][1:]

        def deliver() -> None:
            for lane in waking:
                lane.ring()

        queue.deliver = queue.task(name="deliver")(deliver)
        app.extensions["jobs"] = queue
    found: Huey = app.extensions["jobs"]
    return found


def _clock(app: Flask) -> Lane:
    """The lane that ticks, at the start and then as each minute begins."""

    def clock() -> int:
        failures = _tick()
        for part, error in failures:
            app.logger.error("tick failed: %s", part, exc_info=error)
        lane.trouble = "\n".join(_words(*failure) for failure in failures)
        return 0

    lane = Lane(app, "clock", clock, pause=lambda: 60 - time.time() % 60)
    return lane


def work(app: Flask, workers: int = 1) -> None:
    """Run the worker in this process until it is told to stop."""
    queue, running = queue_of(app), app.extensions["lanes"]
    lanes.start(app, running, doing=lambda: _doing)
    try:
        queue.create_consumer(workers=workers, periodic=False, initial_delay=0.2, max_delay=1.0).run()
    finally:
        lanes.stop(running, GRACE)
