"""Summoning a jury: the seed of its lot is promised in the record before anybody can know the pool."""

from __future__ import annotations

from governance.charter.values import value
from governance.juries.jury import Jury
from governance.record.recording import record
from kernel.database import db
from members.accounts.member import Member


def summon(actor: Member, kind: str, subject: str, title: str, url: str) -> Jury:
    """A jury for this case, drawn by a later clock tick. Whoever calls has required that the actor may ask for it."""
    jury = Jury(kind=kind, subject=subject, title=title, subject_url=url)
    jury.size, jury.days, jury.answer_days = value("jury.size"), value("jury.days"), value("jury.answer-days")
    db.session.add(jury)
    db.session.flush()
    record(
        "jury.summoned",
        f"jury:{jury.id}",
        actor=actor,
        words=f"A jury of {jury.size} was asked for. The seed of its lot is sealed.",
        url=jury.path,
        case=subject,
        size=jury.size,
        seed_commitment=jury.seed_commitment,
    )
    return jury
