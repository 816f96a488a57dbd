"""The one database: typed columns, named constraints, and transaction(), the only place that commits."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from flask import g, has_request_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, Date, DateTime, Enum, MetaData, String, Text, event, func, inspect, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

from kernel import clock, sqlite
from kernel.line import Turn


def _of_column(constraint: Any, _table: Any) -> str:
    """Tells apart the checks of two columns of one table that hold the same enum."""
    return f"_of_{next(iter(constraint.columns)).name}" if getattr(constraint, "_type_bound", False) else ""


NAMES: dict[str, Any] = {
    "of_column": _of_column,
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s%(of_column)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC moment in and out; a naive one is a bug and raises."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the database stores: UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: use kernel.clock")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the site reads: aware UTC, also from SQLite, which forgets the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_column(choices: type[StrEnum]) -> Enum:
    """A column that holds one of the enum's values, kept by a named check on both engines."""
    return Enum(
        choices,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        name=choices.__name__.lower(),
    )


class Base(DeclarativeBase):
    """Every table's parent. Plain annotations choose the column types below."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: UtcDateTime,
            date: Date,
            str: Text,
            int: BigInteger().with_variant(sqlite.INTEGER, "sqlite"),
            dict[str, Any]: JSON,
            list[Any]: JSON,
            list[str]: JSON,
        },
    )


def short(length: int = 120) -> String:
    """A bounded text column; the bound is kept by PostgreSQL and by the act that fills it."""
    return String(length)


db: SQLAlchemy = SQLAlchemy(
    model_class=Base,
    session_options={"expire_on_commit": False, "autoflush": True},
)
Model: Any = db.Model


_starters: list[Callable[[Session], None]] = []


def at_start(starter: Callable[[Session], None]) -> None:
    """Have this done first in every transaction, before the act."""
    if starter not in _starters:
        _starters.append(starter)


_writers = Turn()


def _turn(seconds: float | None) -> AbstractContextManager[None]:
    """On SQLite one writes at a time; on PostgreSQL row locks do that, and one thread that is shared stays free to read."""
    if db.engine.dialect.name == "sqlite":
        return sqlite.writers_turn(db.engine, seconds)
    return _writers.held(seconds)


@contextmanager
def transaction(seconds: float | None = None) -> Iterator[Session]:
    """The one write of a request, job or command: all of it is stored, or nothing is.

    Reading before it is free; rows read before may be stale, so an act whose rule depends on one calls lock() on it.
    Writers wait here for their turn, a few seconds or the `seconds` given; then Busy says that nothing was done.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("transaction() inside transaction(): acts never open their own")
    session.commit()  # ends the reading snapshot; nothing is pending, and loaded rows stay loaded
    hooks: list[Callable[[], None]] = []
    with _turn(seconds):
        session.info.update(writing=True, after_commit=hooks)
        try:
            for starter in _starters:
                starter(session)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.update(writing=False, after_commit=None)
    for hook in hooks:
        _run(hook)


def _run(hook: Callable[[], None]) -> None:
    """The act is stored and must be answered so, whatever becomes of this."""
    try:
        hook()
    except Exception:
        logging.getLogger("app").exception("what waited for a commit failed")


def after_commit(hook: Callable[[], None]) -> None:
    """Run this once the open transaction is stored; never when it fails. For wake-up calls only: the truth is in rows."""
    hooks = db.session().info.get("after_commit")
    if hooks is None:
        raise RuntimeError("after_commit() outside transaction()")
    if hook not in hooks:
        hooks.append(hook)


def lock(thing: Any) -> None:
    """Read this row afresh and hold it until the transaction ends, so that a rule checked on it stays true.

    What is loaded beside it stays loaded: a policy asked after the lock still finds the stewards.
    """
    db.session.flush()  # refresh() drops what an earlier act of this transaction set and has not sent yet
    db.session.refresh(thing, _columns(thing), with_for_update=True)


def now_by_the_database() -> datetime:
    """The moment that decides a deadline: by the database's own clock, asked after lock(), so that who waited is late.

    PostgreSQL's clock_timestamp(), not now(), which is the transaction's start; SQLite has the clock of this machine.
    """
    if db.engine.dialect.name != "postgresql":
        return clock.now()
    at: datetime = db.session.scalars(select(func.clock_timestamp())).one()
    return at.astimezone(UTC) + clock.shift()


def reread(thing: Any) -> None:
    """Read this row's columns afresh, after an update that went past it; what is loaded beside it stays loaded."""
    db.session.flush()
    db.session.refresh(thing, _columns(thing))


def _columns(thing: Any) -> list[str]:
    return [attribute.key for attribute in inspect(thing).mapper.column_attrs]


def rows_changed(result: Any) -> int:
    """How many rows an UPDATE or DELETE touched: 1 when a compare-and-set won, 0 when somebody else was first."""
    return int(result.rowcount)


def install(app_engine: Any) -> None:
    """Put the per-engine settings on a new engine: called once by create_app inside its context."""
    if app_engine.dialect.name == "sqlite":
        sqlite.install(app_engine, writing=lambda: bool(db.session().info.get("writing")))
    event.listen(app_engine, "before_cursor_execute", _watch)


def _watch(conn: Any, cursor: Any, statement: str, *_: Any) -> None:
    """Count a request's statements, and stop any write of a page outside transaction(): a GET must not write."""
    if not has_request_context() or conn.get_execution_options().get("aside"):
        return  # aside: the count of tries, which outlives a refused request, and the brand, read once for many pages
    if not statement.startswith("BEGIN"):
        g.queries = g.get("queries", 0) + 1
    if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE") and not db.session().info.get("writing"):
        raise RuntimeError(f"write outside transaction(): {statement[:80]}")
