"""How a database gets from one revision to the next: one transaction a revision, batch mode for SQLite.

Two upgrades at once, as of two machines that are deployed together: the second waits and finds nothing left to do.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

from kernel.alone import alone, take_time

database = current_app.extensions["migrate"].db
NO_MODELS = ("search_index", "huey_")  # made by each engine's own statements in the revisions; by the worker's queue


def _ours(thing: Any, name: str | None, kind: str, _reflected: bool, _compared_to: Any) -> bool:
    """Whether autogenerate and the drift test look at this thing."""
    table = getattr(thing, "table", thing).name if kind in ("index", "column") else name
    return not str(table).startswith(NO_MODELS)


def _as_plain_type(kind: str, thing: Any, _context: Any) -> str | bool:
    """Revisions never import models: our own column types are written as what they are in the database."""
    return f"sa.{thing.impl!r}" if kind == "type" and isinstance(thing, TypeDecorator) else False


def migrate() -> None:
    """Run the revisions that are asked for on the configured database."""
    with alone(database.engine, "upgrade"), database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            take_time(connection)
            connection.exec_driver_sql("SET lock_timeout = '5s'")  # pages queue behind whoever waits to change a table
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            include_object=_ours,
            render_item=_as_plain_type,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
