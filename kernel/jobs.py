"""The worker's queue: huey wakes the outbox after each commit and ticks the clock each minute.

Nothing depends on a wake-up being kept: the rows say what is due, and every tick looks at all of them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab

from kernel.database import db, transaction

_ticks: list[Callable[[], None]] = []
_queue: Huey | None = None
_woken_until = 0.0
GATHERED = 1.0  # seconds
FAILED = "failed"
T = TypeVar("T")


def queue_for(jobs_url: str, data_dir: Path) -> Huey:
    """The queue named by JOBS_URL: a SQLite file by default, `redis://…`, `postgresql://…`, or `memory:` for tests.

    The file is kept without a write-ahead log: huey uses Python's own SQLite, which may have the log race.
    """
    if jobs_url == "memory:":
        return MemoryHuey("commonmade", immediate=False)
    if jobs_url.startswith("redis"):
        return RedisHuey("commonmade", url=jobs_url)
    if jobs_url.startswith("postgres"):
        return PostgresHuey("commonmade", dsn=jobs_url.replace("+psycopg", "", 1))
    return SqliteHuey("commonmade", filename=str(data_dir / "jobs.sqlite"), journal_mode="truncate")


def every_minute(ticks: list[Callable[[], None]]) -> None:
    """Have these called by every clock tick, each in a transaction of its own."""
    _ticks.extend(tick for tick in ticks if tick not in _ticks)


def tick() -> list[str]:
    """Do what time has made due. A failing part is reported and does not stop the others. Returns the failures in words."""
    failures = []
    for part in _ticks:
        failed: list[Exception] = []
        try:
            with transaction() as session:
                session.info[FAILED] = failed
                part()
        except Exception as error:
            db.session.rollback()
            failed.append(error)
        finally:
            db.session.info.pop(FAILED, None)
        failures += [f"{part.__module__}.{part.__name__}: {type(one).__name__}: {one}" for one in failed]
    return failures


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


def install(app: Flask, deliver_waiting: Callable[[], int]) -> Huey:
    """Define the two jobs on the queue that the settings name."""
    global _queue, _woken_until
    queue = queue_for(app.config["JOBS_URL"], app.config["DATA_DIR"])

    def deliver() -> None:
        with app.app_context():
            deliver_waiting()

    def minute() -> None:
        with app.app_context():
            for failure in tick():
                app.logger.error("tick failed: %s", failure)
            deliver_waiting()

    queue.deliver = queue.task(name="deliver")(deliver)
    queue.minute = queue.periodic_task(crontab(), name="minute")(minute)
    _woken_until = 0.0
    _queue = app.extensions["jobs"] = queue
    return queue


def work(app: Flask, workers: int = 1) -> None:
    """Run the worker in this process until it is told to stop."""
    queue: Any = app.extensions["jobs"]
    queue.create_consumer(
        workers=workers, periodic=True, check_worker_health=True, initial_delay=0.2, max_delay=1.0
    ).run()
