"""What readers need of juries. Voices are read only once there is a verdict; until then a juror reads their own."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from governance.juries.juror import Juror
from governance.juries.jury import Jury, JuryPlace
from kernel.database import db
from kernel.paging import Page, page_of
from members.accounts.member import Member


def jury_seen(jury_id: int) -> Jury | None:
    """One jury with its jurors (without who they are) and verdict. Juries are public, jurors are not named."""
    found: Jury | None = db.session.get(Jury, jury_id, options=[selectinload(Jury.jurors), joinedload(Jury.verdict)])
    return found


def juror_of(member: Member | None, jury: Jury) -> Juror | None:
    """This member's own row in this jury, None when they were not drawn."""
    if member is None:
        return None
    own = select(Juror).where(Juror.jury_id == jury.id, Juror.member_id == member.id)
    found: Juror | None = db.session.scalar(own)
    return found


def place_of(member: Member | None, jury: Jury) -> JuryPlace | None:
    """This member's own place in the pool."""
    if member is None:
        return None
    own = select(JuryPlace).where(JuryPlace.jury_id == jury.id, JuryPlace.member_id == member.id)
    found: JuryPlace | None = db.session.scalar(own)
    return found


def juries(number: int) -> Page[Jury]:
    """Every jury, open ones first, then the newest, with the verdicts."""
    query = select(Jury).order_by(Jury.is_open.desc(), Jury.id.desc()).options(joinedload(Jury.verdict))
    return page_of(query, number, 20)
