"""SQLite as a store for votes and money: full synchronous, one writer at a time in a fair queue, readers never blocked.

SQLite's own lock is not fair: with eight writers single waits of two seconds were measured. Writers therefore queue twice
before BEGIN IMMEDIATE: first in a ticket line within the process, then on a file lock between the processes.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pysqlite3.dbapi2 as driver
from sqlalchemy import event
from sqlalchemy.dialects.sqlite import INTEGER
from sqlalchemy.engine import Engine

__all__ = ["INTEGER", "driver", "install", "refuse_faulty", "writers_turn"]

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "journal_size_limit=67108864",
    "temp_store=MEMORY",
    "cache_size=-4000",
)


def refuse_faulty(version: tuple[int, ...] = driver.sqlite_version_info) -> None:
    """Raise unless this SQLite is free of the WAL-reset race (3.7.0 to 3.51.2, mended also in 3.44.6 and 3.50.7)."""
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    if not mended:
        raise RuntimeError(
            f"SQLite {'.'.join(map(str, version))} can corrupt its log; install the pysqlite3 of requirements.txt"
        )


def install(engine: Engine, writing: Callable[[], bool]) -> None:
    """Settings for each connection, and the BEGIN that matches what the session is about to do."""

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we send BEGIN ourselves: the driver's own comes too late
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing() else "BEGIN")


class _Line:
    """A first-come, first-served lock for the threads of this process, followed by one file lock between processes."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._held = False
        self._file: int | None = None
        self._pid = 0

    def enter(self, path: str) -> None:
        turn = None
        with self._guard:
            if self._held:
                turn = threading.Event()
                self._waiting.append(turn)
            self._held = True
        if turn:
            turn.wait()
        if self._file is None or self._pid != os.getpid():
            self._file, self._pid = os.open(path, os.O_CREAT | os.O_RDWR, 0o600), os.getpid()
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def leave(self) -> None:
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False


_lines: dict[str, _Line] = {}


@contextmanager
def writers_turn(engine: Engine) -> Iterator[None]:
    """Wait for this writer's turn on an SQLite file; on any other engine, go ahead."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        yield
        return
    line = _lines.setdefault(path, _Line())
    line.enter(path + ".writers")
    try:
        yield
    finally:
        line.leave()
