"""A jury decides once: when every seat has spoken, or when its time is up and more than half the seats have. With fewer, those
who were silent are replaced and the time runs anew, until nobody is left to draw. More voices for sending back than for
upholding send the case back; equal voices leave things as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from governance.events import JuryDecided
from governance.juries.drawing import replace
from governance.juries.juror import Juror, JuryVerdict, Leaving, Voice
from governance.juries.jury import Jury
from governance.juries.seating import deadline
from governance.record.canonical import digest
from governance.record.recording import record
from kernel.database import db, lock, now_by_the_database
from kernel.events import publish
from kernel.jobs import each
from kernel.rules import RuleBroken


def decide(jury: Jury) -> JuryVerdict | None:
    """The verdict there is, or a new one when the time is up; None when the time runs anew. Raises RuleBroken before."""
    lock(jury)
    frozen: JuryVerdict | None = db.session.get(JuryVerdict, jury.id)
    if frozen is not None:
        return frozen
    at = now_by_the_database()
    if jury.closes_at is None or at < jury.closes_at:
        raise RuleBroken("The jury still has time.")
    seated = _seated(jury)
    if _voices(seated) <= jury.size // 2 and _more_to_draw(jury, seated):
        jury.closes_at = deadline(jury, at)
        for juror in seated:
            if juror.voice is None:
                replace(juror, jury, Leaving.SILENT)
        return None
    return _close(jury, seated)


def decide_due() -> None:
    """Decide every case whose time is up. A clock tick."""
    due = select(Jury).where(Jury.is_open, Jury.closes_at <= now_by_the_database()).order_by(Jury.closes_at)
    each(db.session.scalars(due).all(), decide)


def decide_if_ready(jury: Jury) -> None:
    """Decide before the time is up when every seat has spoken. The jury must be locked."""
    seated = _seated(jury)
    if jury.is_open and len(seated) >= min(jury.size, jury.pool_size) and _voices(seated) == len(seated):
        _close(jury, seated)


def voices_of(jurors: Sequence[Juror]) -> str:
    """What the record says of who said what and why: a digest, since the reasons are the jurors' own words."""
    return digest([[one.place, one.voice, one.reason] for one in jurors if one.is_seated and one.voice])


def _seated(jury: Jury) -> Sequence[Juror]:
    seats = select(Juror).where(Juror.jury_id == jury.id, Juror.left_at.is_(None)).order_by(Juror.position)
    return db.session.scalars(seats).all()


def _voices(seated: Sequence[Juror]) -> int:
    return sum(juror.voice is not None for juror in seated)


def _more_to_draw(jury: Jury, seated: Sequence[Juror]) -> bool:
    last = db.session.scalars(
        select(Juror.position).where(Juror.jury_id == jury.id).order_by(Juror.position.desc()).limit(1)
    ).first()
    return (last or 0) < jury.pool_size and _voices(seated) < len(seated)


def _close(jury: Jury, seated: Sequence[Juror]) -> JuryVerdict:
    back = sum(juror.voice is Voice.SEND_BACK for juror in seated)
    upheld = sum(juror.voice is Voice.UPHOLD for juror in seated)
    verdict = JuryVerdict(jury_id=jury.id, sent_back=back > upheld, send_back=back, uphold=upheld, seed=jury.seed)
    verdict.decided_at = now_by_the_database()
    end = "sent the case back" if verdict.sent_back else "left things as they were"
    line = record(
        "jury.decided",
        f"jury:{jury.id}",
        words=f"A jury {end}: {back} for sending back, {upheld} for upholding.",
        url=jury.path,
        case=jury.subject,
        voices=voices_of(seated),
        send_back=back,
        uphold=upheld,
        sent_back=verdict.sent_back,
    )
    verdict.record_seq, jury.is_open = line.seq, False
    db.session.add(verdict)
    db.session.flush()
    publish(JuryDecided(jury.id, jury.kind, jury.subject, verdict.sent_back))
    return verdict
