"""Tables that the database itself refuses to change: a stored row is never updated or deleted, on either engine; or only
some of its columns stay as they were stored.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Table, event

GUARD = "append_only_guard"
CHANGES = ("update", "delete")
_tables: dict[str, tuple[str, ...]] = {}
_fixed: list[tuple[str, tuple[str, ...], str]] = []

_PG_GUARD = f"""
CREATE OR REPLACE FUNCTION {GUARD}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""

# A trigger's own condition may ask PostgreSQL nothing about other tables; its function may.
_PG_GUARD_ONCE = """
CREATE OR REPLACE FUNCTION {name}_columns_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {once} THEN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""


def append_only(table: Table | Any, erasable: bool = False) -> None:
    """Refuse UPDATE and DELETE on this table from the moment it is created; an erasable one refuses UPDATE only."""
    _tables[table.name] = CHANGES[:1] if erasable else CHANGES
    for dialect in ("sqlite", "postgresql"):
        for statement in _guarding(table.name, dialect):
            event.listen(table, "after_create", _ddl(statement, dialect))


def fixed_columns(table: Table | Any, *columns: str, once: str = "") -> None:
    """Refuse, from the moment the table is created, every UPDATE that changes one of these columns of a stored row.

    With `once`, a condition in SQL over OLD, they are fixed from the moment it holds.
    """
    _fixed.append((table.name, columns, once))
    for dialect in ("sqlite", "postgresql"):
        for statement in _fixing(table.name, columns, once, dialect):
            event.listen(table, "after_create", _ddl(statement, dialect))


def guarding_statements(dialect: str) -> list[str]:
    """The SQL that guards every append-only table and fixed column, for a migration on "sqlite" or "postgresql"."""
    guards = [statement for name in _tables for statement in _guarding(name, dialect)]
    return guards + [statement for fixed in _fixed for statement in _fixing(*fixed, dialect)]


def lifting_statements(dialect: str) -> list[str]:
    """The SQL that takes every guard away: for a downgrade, and for a test that empties its tables."""
    lifted = [statement for name in _tables for statement in _lifting(name, dialect)]
    on = "" if dialect == "sqlite" else " ON {}"
    return lifted + [f"DROP TRIGGER IF EXISTS {name}_keeps_columns{on.format(name)}" for name, *_ in _fixed]


def _ddl(statement: str, dialect: str) -> Any:
    ddl: Any = DDL  # SQLAlchemy leaves its constructor untyped
    return ddl(statement.replace("%", "%%")).execute_if(dialect=dialect)


def _guarding(name: str, dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {name}_refuses_{verb} BEFORE {verb.upper()} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only: {verb} refused'); END"
            for verb in _tables[name]
        ]
    return [
        _PG_GUARD.strip(),
        f"CREATE TRIGGER {name}_refuses_change BEFORE {' OR '.join(_tables[name]).upper()} ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION {GUARD}()",
        f"CREATE TRIGGER {name}_refuses_truncate BEFORE TRUNCATE ON {name} FOR EACH STATEMENT EXECUTE FUNCTION {GUARD}()",
    ]


def _lifting(name: str, dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}_refuses_{verb}" for verb in _tables[name]]
    return [f"DROP TRIGGER IF EXISTS {name}_refuses_{what} ON {name}" for what in ("change", "truncate")]


def _fixing(name: str, columns: tuple[str, ...], once: str, dialect: str) -> list[str]:
    differs = "IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns)
    head = f"CREATE TRIGGER {name}_keeps_columns BEFORE UPDATE OF {', '.join(columns)} ON {name}"
    if dialect == "sqlite":
        when = f"({changed}) AND ({once})" if once else changed
        return [
            f"{head} WHEN {when} BEGIN SELECT RAISE(ABORT, '{name} keeps what is append-only: update refused'); END"
        ]
    guard = f"{name}_columns_guard" if once else GUARD
    refusing = _PG_GUARD_ONCE.format(name=name, once=once) if once else _PG_GUARD
    return [refusing.strip(), f"{head} FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {guard}()"]
