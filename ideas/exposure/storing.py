"""Storing what was shown: one small write a minute and process, however many people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, select

from ideas.concepts.concept import Concept, ConceptState
from ideas.exposure.exposure import Exposure
from ideas.rounds.order import hour_of
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db


def store(shown: Counter[int]) -> int:
    """Add these showings, of concepts that are being heard now; others are dropped. Returns how many rows changed.

    Wants an open transaction. Rows are taken in the order of their ids, so that two processes never wait for each other.
    """
    heard = _heard(list(shown))
    if heard:
        rows = [{"concept_id": one, "shown": shown[one], "hour": hour_of(now())} for one in heard]
        db.session.execute(_addition(), [{**row, "level": 0, "level_before": 0} for row in rows])
    return len(heard)


def _heard(ids: Sequence[int]) -> list[int]:
    at = now()
    running = (Round.proposing_at <= at, Round.balloting_at > at)
    standing = (Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None), Concept.id.in_(ids))
    query = select(Concept.id).join(Concept.round).where(*running, *standing).order_by(Concept.id)
    return list(db.session.scalars(query)) if ids else []


def _addition() -> Any:
    """The row as it is, or one more sum on it; a new hour keeps what the sums were when it and the last one began."""
    stored = insert_unless_there(Exposure.__table__)
    row, hour = Exposure.__table__.c, stored.excluded.hour
    return stored.on_conflict_do_update(
        index_elements=["concept_id"],
        set_={
            "level_before": case(
                (row.hour >= hour, row.level_before), (row.hour == hour - 1, row.level), else_=row.shown
            ),
            "level": case((row.hour >= hour, row.level), else_=row.shown),
            "hour": case((row.hour >= hour, row.hour), else_=hour),
            "shown": row.shown + stored.excluded.shown,
        },
    )
