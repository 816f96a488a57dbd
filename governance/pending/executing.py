"""What has waited its fifteen minutes is done, in the name of who arranged it and by the rules of that moment. A clock tick."""

from __future__ import annotations

from sqlalchemy import select, update

from governance.charter.values import forget
from governance.pending import kinds
from governance.pending.pending_act import PendingAct
from kernel.database import db, now_by_the_database, rows_changed
from kernel.jobs import each
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify


def do_due() -> None:
    """Do them in the order in which they were arranged; one that fails keeps no other from its turn."""
    due = select(PendingAct).where(PendingAct.ended_at.is_(None), PendingAct.due_at <= now_by_the_database())
    each(db.session.scalars(due.order_by(PendingAct.due_at, PendingAct.id)).all(), _do)


def _do(pending: PendingAct) -> None:
    given = dict(pending.given)
    if not _claimed(pending):
        return
    actor = db.session.get_one(Member, pending.arranged_by)
    try:
        with db.session.begin_nested():
            kinds.do(pending.kind, actor, pending.subject, given)
    except (Refused, RuleBroken) as error:
        forget()  # a value of the charter that the attempt had set
        _tell_refused(pending, error.reason if isinstance(error, Refused) else error.message)


def _claimed(pending: PendingAct) -> bool:
    """Whether it was still to be done: of two workers one gets it, and who takes it back at this moment is first or late."""
    mine = (PendingAct.id == pending.id, PendingAct.ended_at.is_(None))
    return (
        rows_changed(
            db.session.execute(update(PendingAct).where(*mine).values(ended_at=now_by_the_database(), given={}))
        )
        == 1
    )


def _tell_refused(pending: PendingAct, why: str) -> None:
    db.session.execute(update(PendingAct).where(PendingAct.id == pending.id).values(refusal=why))
    words = f"This was not done after its 15 minutes: {pending.title}. {why}"
    notify(pending.arranged_by, "account", f"pending:{pending.id}", words, pending.path)
