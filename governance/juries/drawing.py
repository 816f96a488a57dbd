"""Drawing a jury: the pool is fixed and its digest recorded, then the lot is drawn, by the formula in `lot.py`."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import insert, select

from governance.juries.cases import case_of
from governance.juries.juror import Juror, Leaving
from governance.juries.jury import Jury, JuryPlace
from governance.juries.lot import leaf, listed, order, pool_digest
from governance.juries.seating import deadline, seat
from governance.record.pseudonyms import pseudonym_of
from governance.record.recording import record
from kernel.clock import now
from kernel.database import db, lock

FEWEST = 3


def draw_due() -> None:
    """Draw every jury that waits and whose pool is large enough. A clock tick, so a transaction after the summons."""
    waiting = select(Jury).where(Jury.is_open, Jury.drawn_at.is_(None)).order_by(Jury.id)
    for jury in db.session.scalars(waiting).all():
        draw(jury)


def draw(jury: Jury) -> None:
    """Fix the pool and draw the jurors, once. With fewer than three members to draw from it goes on waiting."""
    lock(jury)
    if jury.drawn_at is not None:
        return
    at = now()
    members = sorted(set(db.session.scalars(case_of(jury).pool(jury))))
    if len(members) < FEWEST:
        return
    salts = [secrets.token_hex(16) for _ in members]
    rows = [
        {"jury_id": jury.id, "place": place, "member_id": member_id, "salt": salt}
        for place, (member_id, salt) in enumerate(zip(members, salts, strict=True), 1)
    ]
    db.session.execute(insert(JuryPlace), rows)
    jury.pool_size = len(members)
    jury.pool_digest = pool_digest(listed(leaf(*pair) for pair in zip(members, salts, strict=True)))
    jury.drawn_at, jury.closes_at = at, deadline(jury, at)
    _record_pool(jury)
    drawn = seat(jury, min(jury.size, len(members)), at)
    _record_draw(jury, drawn)


def replace(juror: Juror, jury: Jury, leaving: Leaving) -> None:
    """Give a juror's seat to the next one drawn. The jury must be locked."""
    at = now()
    juror.left_at, juror.leaving = at, leaving
    db.session.flush()
    _record_draw(jury, seat(jury, 1, at), left=juror)


def _record_pool(jury: Jury) -> None:
    record(
        "jury.pooled",
        f"jury:{jury.id}",
        words=f"The pool of a jury was fixed: {jury.pool_size} members.",
        url=jury.path,
        pool_size=jury.pool_size,
        pool_digest=jury.pool_digest,
    )


def _record_draw(jury: Jury, drawn: list[Juror], left: Juror | None = None) -> None:
    public: dict[str, Any] = {
        "places": [one.place for one in drawn],
        "jurors": [pseudonym_of(one.member_id) for one in drawn],
    }
    if left is None:
        words = f"{len(drawn)} jurors were drawn by lot from {jury.pool_size} members."
        public |= {"seed": jury.seed, "pool_digest": jury.pool_digest}
    else:
        followed = f"place {drawn[0].place} follows" if drawn else "nobody is left to follow"
        words = f"The juror of place {left.place} left the jury ({left.leaving}); {followed}."
        public |= {"left": left.place}
    record("jury.drawn", f"jury:{jury.id}", words=words, url=jury.path, **public)


def pool_list(jury: Jury) -> str:
    """The published list of a drawn jury's pool."""
    rows = select(JuryPlace.member_id, JuryPlace.salt).where(JuryPlace.jury_id == jury.id).order_by(JuryPlace.place)
    return listed(leaf(row.member_id, row.salt) for row in db.session.execute(rows))


def places_in_order(jury: Jury) -> list[int]:
    """All places of a drawn jury in the order of the lot."""
    return order(jury.seed, jury.pool_digest, jury.pool_size)
