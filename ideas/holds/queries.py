"""What readers and staff need of holds. Who is held is for staff and for the held themselves; all others see numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from ideas.concepts.concept import Concept
from ideas.holds.hold import Finding, Hold
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from kernel.database import db
from kernel.paging import Page, page_of
from members.accounts.member import Member

OPEN = Hold.released_at.is_(None) & Hold.invalidated_at.is_(None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many holds of a finding are still to be judged, and how many of those were answered or doubted."""

    open: int = 0
    answered: int = 0
    doubted: int = 0


def hold_of(member: Member | None, round: Round, kind: VoteKind) -> Hold | None:
    """The hold of this person's own votes of this kind, bare, also when it is over."""
    if member is None:
        return None
    theirs = select(Hold).where(Hold.round_id == round.id, Hold.kind == kind, Hold.member_id == member.id)
    found: Hold | None = db.session.scalar(theirs)
    return found


def own_hold(member: Member, hold_id: int) -> Hold | None:
    """One hold with its finding and round, for the one whose vote it is; None for anybody else."""
    whole = (joinedload(Hold.finding), joinedload(Hold.round))
    found: Hold | None = db.session.scalar(
        select(Hold).where(Hold.id == hold_id, Hold.member_id == member.id).options(*whole)
    )
    return found


def findings(number: int) -> Page[Finding]:
    """Every finding with its round: those that wait for staff first, the oldest first; then the judged, newest first."""
    waiting = select(func.count()).where(Hold.finding_id == Finding.id, OPEN).scalar_subquery()
    order = ((waiting == 0), Finding.found_at, Finding.id)
    return page_of(select(Finding).order_by(*order).options(joinedload(Finding.round)), number)


def waiting_in(shown: Sequence[Finding]) -> Mapping[int, Waiting]:
    """What is still to be judged in each of these findings, by id."""
    counts = select(Hold.finding_id, func.count(), func.count(Hold.appealed_at), func.count(Hold.doubted_at))
    counts = counts.where(Hold.finding_id.in_([finding.id for finding in shown]), OPEN).group_by(Hold.finding_id)
    return {finding_id: Waiting(*numbers) for finding_id, *numbers in db.session.execute(counts)}


def finding_to_judge(finding_id: int) -> Finding | None:
    """One finding with its round and its holds, each with its member and who judged it. For staff only."""
    people = [joinedload(one) for one in (Hold.member, Hold.releaser, Hold.doubter, Hold.invalidator)]
    whole = (joinedload(Finding.round), selectinload(Finding.holds).options(*people))
    found: Finding | None = db.session.scalar(select(Finding).where(Finding.id == finding_id).options(*whole))
    return found


def titles_in(finding: Finding) -> Mapping[int, str]:
    """The titles of the concepts that its facts name, by id."""
    named = finding.facts.get("concepts") or [finding.facts.get("concept")]
    return dict(db.session.execute(select(Concept.id, Concept.title).where(Concept.id.in_(named))).all())
