"""SQLite as a store for votes and money: full synchronous, one writer at a time in a fair queue, readers never blocked.

SQLite's own lock is not fair: with eight writers single waits of two seconds were measured. Writers therefore queue twice
before BEGIN IMMEDIATE: first in a ticket line within the process, then on a file lock between the processes. They wait three
seconds at most, and two more for a stranger's lock; what they are told then is to try again (503).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pysqlite3.dbapi2 as driver
from sqlalchemy import event
from sqlalchemy.dialects.sqlite import INTEGER
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DisconnectionError

from kernel.file_lock import FileLock
from kernel.line import Turn, shared_threads

__all__ = ["INTEGER", "driver", "install", "refuse_faulty", "writers_turn"]

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "busy_timeout=2000",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "journal_size_limit=67108864",
    "temp_store=MEMORY",
    "cache_size=-4000",
)

AWAY = (8, 10, 14, 26)  # read-only, input/output error, cannot be opened, no database


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

    @event.listens_for(engine, "handle_error")
    def _file_away(context: Any) -> None:
        code = getattr(context.original_exception, "sqlite_errorcode", 0) & 0xFF
        context.is_disconnect = context.is_disconnect or code in AWAY  # the next one opens the file anew

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing() else "BEGIN")


def never_make(engine: Engine) -> None:
    """From now on a file that is gone is an outage: an empty database made in its place would be a lie.

    An open connection would go on with the file that was moved or deleted, and what it stores there would be lost.
    """

    @event.listens_for(engine, "do_connect")
    def _there(_dialect: Any, _record: Any, _args: Any, _options: Any) -> None:
        if not _file_of(engine):
            raise driver.OperationalError("unable to open database file")

    @event.listens_for(engine, "checkout")
    def _still_there(_connection: Any, record: Any, _proxy: Any) -> None:
        file = _file_of(engine)
        if record.info.setdefault("file", file) != file:
            raise DisconnectionError  # the pool opens the file anew, which says that it is gone


def _file_of(engine: Engine) -> tuple[int, int] | None:
    """Which file is at this address; None when there is none."""
    try:
        found = os.stat(engine.url.database or "")
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


class _FileTurn(Turn):
    """The turn to write to one file: a line within the process, then the lock between processes."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._file = FileLock(path)

    def _take(self, until: float) -> None:
        self._line.enter(until, threads=shared_threads())
        try:
            self._file.take(until)
        except BaseException:  # no file handle left, or no time: the next in line must not wait for us
            self._line.leave(failed=True)
            raise

    def _give_back(self, failed: bool) -> None:
        try:
            self._file.give_back()
        finally:
            self._line.leave(failed)


_turns: dict[str, _FileTurn] = {}


@contextmanager
def writers_turn(engine: Engine, seconds: float | None = None) -> Iterator[None]:
    """Wait for this writer's turn on an SQLite file; on any other engine, go ahead. Raises Busy when it does not come."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        yield
        return
    turn = _turns.get(path) or _turns.setdefault(path, _FileTurn(path + ".writers"))
    with turn.held(seconds):
        yield
