"""What jurors do: take the seat or step back, and say with reasons whether the case goes back. Sealed until the verdict."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from governance.juries.drawing import replace
from governance.juries.juror import Juror, Leaving, Voice
from governance.juries.jury import Jury
from governance.juries.policy import may_answer, may_say, may_step_back
from governance.juries.queries import juror_of
from governance.juries.verdict import decide_if_ready
from kernel.database import db, lock, now_by_the_database
from kernel.markup import to_html
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

REASON_LENGTH = 3000


def accept(actor: Member, jury: Jury) -> None:
    """Take the seat. Twice is once."""
    lock(jury)
    juror, at = juror_of(actor, jury), now_by_the_database()
    require(may_answer(actor, jury, juror, at))
    if juror is not None:
        juror.accepted_at = juror.accepted_at or at


def step_back(actor: Member, jury: Jury) -> None:
    """Give the seat to the next one drawn, without having to say why."""
    lock(jury)
    juror = juror_of(actor, jury)
    require(may_step_back(actor, jury, juror, now_by_the_database()))
    if juror is not None:
        replace(juror, jury, Leaving.STEPPED_BACK)


def say(actor: Member, jury: Jury, voice: Voice, reason: str) -> None:
    """Give one's voice with its reason (Markdown), or change it. When every seat has spoken the jury decides at once."""
    lock(jury)
    juror, at = juror_of(actor, jury), now_by_the_database()
    require(may_say(actor, jury, juror, at))
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Give your reason, in at most {REASON_LENGTH:,} characters.", "reason")
    if juror is not None:
        juror.html, juror.reason = to_html(reason, "reason"), reason.strip()
        juror.voice, juror.voted_at, juror.accepted_at = voice, at, juror.accepted_at or at
        db.session.flush()
        decide_if_ready(jury)


def replace_silent() -> None:
    """Give the seats of jurors who did not answer in time to the next ones drawn. A clock tick."""
    at = now_by_the_database()
    hearing = select(Jury).where(Jury.is_open, Jury.closes_at > at).order_by(Jury.id)
    for jury in db.session.scalars(hearing).all():
        lock(jury)
        late = at - timedelta(days=jury.answer_days)
        silent = select(Juror).where(
            Juror.jury_id == jury.id,
            Juror.left_at.is_(None),
            Juror.accepted_at.is_(None),
            Juror.summoned_at <= late,
        )
        for juror in db.session.scalars(silent.order_by(Juror.position)).all():
            replace(juror, jury, Leaving.SILENT)
