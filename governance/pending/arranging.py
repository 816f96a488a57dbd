"""Arranging an act, and taking it back. Its own rules are asked at once, by doing it and undoing it within the transaction,
and again when it is really done; one act of a kind waits for one thing, whoever of the staff was first.
"""

from __future__ import annotations

from sqlalchemy import update

from governance.charter.values import forget
from governance.pending import kinds
from governance.pending.kinds import Act
from governance.pending.pending_act import WINDOW, PendingAct
from governance.pending.policy import may_take_back
from governance.pending.queries import waiting_for
from kernel.conflicts import insert_unless_there
from kernel.database import db, lock, now_by_the_database, rows_changed
from kernel.policy import Refused, require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def try_out(actor: Member, act: Act) -> None:
    """Raise what the act would raise now, and leave nothing of it behind."""
    refuse_second(act.kind, act.about)
    attempt = db.session.begin_nested()
    try:
        kinds.do(act.kind, actor, str(act.about), act.given)
    finally:
        attempt.rollback()
        forget()  # a value of the charter that the attempt had set


def refuse_second(kind: str, about: int | str) -> None:
    """Raise RuleBroken while such an act waits for this thing: for the attempt, and for whatever would get in its way."""
    earlier = waiting_for(kind, about)
    if earlier is not None:
        raise RuleBroken(
            f"{earlier.arranger.name} has done this already: it waits for its 15 minutes. Take it back first."
        )


def arrange(actor: Member, act: Act) -> PendingAct:
    """Have it done in fifteen minutes. Raises what the act itself would raise, or RuleBroken when one waits already."""
    try_out(actor, act)
    at = now_by_the_database()  # the clock that says when it is over: no machine's own may cut the 15 minutes short
    row = insert_unless_there(PendingAct.__table__).values(
        kind=act.kind,
        subject=str(act.about),
        title=act.title,
        url=act.url,
        given=act.given,
        arranged_by=actor.id,
        arranged_at=at,
        due_at=at + WINDOW,
    )
    made = db.session.scalar(row.on_conflict_do_nothing().returning(PendingAct.__table__.c.id))
    if made is None:
        raise RuleBroken("A colleague was a moment faster: it waits for its 15 minutes already.")
    return db.session.get_one(PendingAct, made)


def take_back(actor: Member, pending: PendingAct) -> None:
    """End it before it is done. Raises Refused when its time is over, or when it has ended."""
    lock(pending)
    at = now_by_the_database()
    require(may_take_back(actor, pending, at))
    still_there = (PendingAct.id == pending.id, PendingAct.ended_at.is_(None))
    ended = update(PendingAct).where(*still_there).values(ended_at=at, taken_back_by=actor.id, given={})
    if not rows_changed(db.session.execute(ended)):
        raise Refused("It has ended already.")
