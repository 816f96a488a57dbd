"""Random edits of one byte in a stored row, made as somebody with the database's own password would: every guard lifted, no
key checked; and undone again."""

from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import JSON, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from governance.record.append_only import guarding_statements, lifting_statements
from governance.record.checkpoint import RecordCheckpoint, RecordNode
from governance.record.entry import RecordEntry
from governance.record.private import RecordSecret
from kernel import sqlite
from kernel.database import db

TABLES = [model.__table__ for model in (RecordEntry, RecordCheckpoint, RecordNode, RecordSecret)]
BARE = {
    "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA ignore_check_constraints=ON", "PRAGMA synchronous=OFF"),
    "postgresql": ("SET session_replication_role = replica",),
}


@contextmanager
def as_an_insider():
    """Yields an engine of its own, with the guards of the record lifted until it ends."""
    name = db.engine.dialect.name
    own = {"module": sqlite.driver} if name == "sqlite" else {}
    bare = create_engine(db.engine.url, poolclass=NullPool, **own)

    @event.listens_for(bare, "connect")
    def _bare(connection, _record):
        cursor = connection.cursor()
        for statement in BARE[name]:
            cursor.execute(statement)
        cursor.close()

    db.session.remove()
    _each(bare, lifting_statements(name))
    try:
        yield bare
    finally:
        db.session.remove()
        _each(bare, guarding_statements(name))


def _each(engine, statements):
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement.replace(":=", r"\:=")))


def spoiled(value, chance):
    """The value with one byte changed: a number by its last digit, a moment by a little, a text anywhere."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-1, 1))
    if isinstance(value, datetime):
        return value + timedelta(microseconds=chance.choice((-1, 1)) * 10 ** chance.randrange(8))
    at = chance.randrange(len(value))
    same_letter = value[at].swapcase()
    other = chance.choice([same_letter, *" 0aZ:.~"])
    return value[:at] + (other if other != value[at] else "x") + value[at + 1 :]


def one_byte_edit(bare, chance, tables=TABLES, beside=()):
    """Change one byte of one row. Returns what it did and a function that undoes it, None when it was refused.

    `beside` are the columns, as "table.column", that are left alone.
    """
    table = chance.choice(tables)
    column = chance.choice([one for one in table.columns if f"{table.name}.{one.name}" not in beside])
    row = _a_row(bare, table, column, chance)
    if row is None or row["said"] in ("", None):
        return None
    keys, becomes = [key.name for key in table.primary_key], spoiled(row["said"], chance)
    where = " AND ".join(f"{key} = :where_{key}" for key in keys)
    of_type = f"CAST(:value AS {column.type})" if isinstance(column.type, JSON) and _is_postgresql(bare) else ":value"
    statement = text(f"UPDATE {table.name} SET {column.name} = {of_type} WHERE {where}")
    before = {f"where_{key}": row[key] for key in keys}
    after = {**before, **({f"where_{column.name}": becomes} if column.name in keys else {})}
    try:
        _run(bare, statement, value=becomes, **before)
    except DBAPIError:
        return None
    said = f"{table.name}.{column.name} {row['said']!r} -> {becomes!r}"
    return said, lambda: _run(bare, statement, value=row["said"], **after)


def _a_row(bare, table, column, chance):
    """The keys of a row at random, and what it says in this column, as it is stored."""
    keys = ", ".join(key.name for key in table.primary_key)
    stored = f"CAST({column.name} AS text)" if isinstance(column.type, JSON) else column.name
    with bare.connect() as connection:
        rows = connection.execute(text(f"SELECT {keys}, {stored} AS said FROM {table.name}")).mappings().all()
    return chance.choice(rows) if rows else None


def _is_postgresql(engine):
    return engine.dialect.name == "postgresql"


def _run(bare, statement, **values):
    db.session.remove()
    with bare.begin() as connection:
        assert connection.execute(statement, values).rowcount == 1


def missed_of(number, chance, found, tables=TABLES, beside=()):
    """The edits among so many, refused ones aside, after which found() is false."""
    missed, made = [], 0
    with as_an_insider() as bare:
        while made < number:
            edit = one_byte_edit(bare, chance, tables, beside)
            if edit is None:
                continue
            made += 1
            said, undo = edit
            if not found():
                missed.append(said)
            undo()
    return missed
