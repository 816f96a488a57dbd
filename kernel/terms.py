"""What is kept only for a while goes when its term is over: a bounded part at each tick, which costs nothing when none is.

The README lists the terms ("Kept for a while"); each stands beside the rows that it is about.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from kernel.database import db

AT_ONCE = 10_000  # rows: a fraction of a second for the writer's turn


def drop(model: Any, over: Any, most: int = AT_ONCE) -> None:
    """Delete rows of this model whose term is over, within the open transaction."""
    table = model.__table__
    (key,) = table.primary_key
    ids = select(key).where(over).limit(most)
    db.session.execute(delete(table).where(key.in_(ids)))
