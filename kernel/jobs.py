"""The worker: the clock ticks each minute in a thread of its own, and huey's queue wakes the outbox after each commit.

Nothing depends on a wake-up being kept, nor on the queue: the rows say what is due, and each lane looks at them by itself.
What lies in the queue is JSON and names one of our jobs, so that whoever can write there can wake us and do nothing else.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from flask import Flask
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer

from kernel import lanes
from kernel.database import db, transaction
from kernel.lanes import Lane

_ticks: list[Callable[[], None]] = []
_queue: Huey | None = None
_woken_until = 0.0
_doing = ""
GATHERED = 1.0  # seconds
FAILED = "failed"
GRACE = 12.0  # seconds that running work gets when the worker is stopped
T = TypeVar("T")


class _Plain(Serializer):  # type: ignore[misc]
    """Messages as JSON: reading one runs nothing, unlike a pickle."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data._replace(eta=data.eta.isoformat() if data.eta else None)).encode()

    def _deserialize(self, data: bytes) -> Message:
        message = Message(*json.loads(data))
        return message._replace(eta=datetime.fromisoformat(message.eta) if message.eta else None)


def queue_for(jobs_url: str, data_dir: Path) -> Huey:
    """The queue named by JOBS_URL: a SQLite file by default, `redis://…`, `postgresql://…`, or `memory:` for tests.

    The file is kept without a write-ahead log: huey uses Python's own SQLite, which may have the log race.
    """
    plain = {"serializer": _Plain(), "results": False}
    if jobs_url == "memory:":
        return MemoryHuey("commonmade", immediate=False, **plain)
    if jobs_url.startswith("redis"):
        return RedisHuey("commonmade", url=jobs_url, **plain)
    if jobs_url.startswith("postgres"):
        return PostgresHuey("commonmade", dsn=jobs_url.replace("+psycopg", "", 1), **plain)
    file = str(data_dir / "jobs.sqlite")
    return SqliteHuey("commonmade", filename=file, journal_mode="truncate", **plain)


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
    if _queue is not None and not isinstance(_queue, MemoryHuey) and moment >= _woken_until:
        _woken_until = moment + GATHERED
        try:
            _queue.deliver.schedule(delay=GATHERED)
        except Exception as error:  # the queue's file or server is away: the next tick delivers
            sys.stderr.write(f"worker not woken: {error}\n")


def install(app: Flask, *deliveries: Callable[[], int]) -> Huey:
    """Define the worker's lanes, one for each of these beside the clock; what the queue brings wakes all of them."""
    global _queue, _woken_until
    queue = queue_for(app.config["JOBS_URL"], app.config["DATA_DIR"])
    waking = [Lane(app, act.__name__, act) for act in deliveries]

    def deliver() -> None:
        for lane in waking:
            lane.ring()

    queue.deliver = queue.task(name="deliver")(deliver)
    _woken_until = 0.0
    _queue = app.extensions["jobs"] = queue
    app.extensions["lanes"] = [_clock(app), *waking]
    return queue


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
    queue, running = app.extensions["jobs"], app.extensions["lanes"]
    lanes.start(app, running, doing=lambda: _doing)
    try:
        queue.create_consumer(workers=workers, periodic=False, initial_delay=0.2, max_delay=1.0).run()
    finally:
        lanes.stop(running, GRACE)
