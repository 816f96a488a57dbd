"""INSERT … ON CONFLICT: one statement that either stores a row or learns that it is there. Both engines have it;
SQLAlchemy spells it once for each.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from kernel.database import db


def insert_unless_there(table: Any) -> Any:
    """An INSERT into this table or model with on_conflict_do_nothing() and on_conflict_do_update()."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
