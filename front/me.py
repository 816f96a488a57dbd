"""My page: a member's concepts, supports, ballots, pledges and money, each with what became of it."""

from __future__ import annotations

from flask import render_template
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from commerce.campaigns.campaign import Campaign
from commerce.pledges.pledge import Pledge
from front.blueprint import bp
from front.waiting import waiting_for
from ideas.ballots.ballot import Ballot
from ideas.ballots.result import Result
from ideas.concepts.concept import Concept, ConceptState
from ideas.lineage import ConceptOutcome
from ideas.rounds.round import Round
from ideas.supports.support import Support
from kernel.access import signed_in, viewer
from kernel.clock import now
from kernel.database import db
from kernel.paused import is_paused
from members.accounts.member import Member

MOST = 20


def concepts_of(member: Member) -> list[Concept]:
    """The member's concepts with their rounds, newest first."""
    query = (
        select(Concept)
        .where(Concept.author_id == member.id, Concept.state != ConceptState.DRAFT)
        .options(joinedload(Concept.round), joinedload(Concept.cover), joinedload(Concept.forum))
        .order_by(Concept.id.desc())
    )
    return list(db.session.scalars(query.limit(MOST)))


def supported_by(member: Member) -> list[Concept]:
    """The concepts this member supports, newest support first."""
    query = (
        select(Concept)
        .join(Support, Support.concept_id == Concept.id)
        .where(Support.member_id == member.id)
        .options(joinedload(Concept.round), joinedload(Concept.cover), joinedload(Concept.forum))
        .order_by(Support.created_at.desc())
    )
    return list(db.session.scalars(query.limit(MOST)))


def fates_of(concepts: list[Concept]) -> dict[int, ConceptOutcome]:
    """The newest thing that became of each of these concepts, by concept id."""
    ids = [one.id for one in concepts]
    newest = select(func.max(ConceptOutcome.id)).where(ConceptOutcome.concept_id.in_(ids))
    query = select(ConceptOutcome).where(ConceptOutcome.id.in_(newest.group_by(ConceptOutcome.concept_id)))
    return {one.concept_id: one for one in db.session.scalars(query)} if ids else {}


def ballots_of(member: Member) -> list[tuple[Ballot, Round, bool]]:
    """The member's ballots, newest first, with their rounds and whether each is counted."""
    query = (
        select(Ballot, Round, Result.id.is_not(None))
        .join(Round, Round.id == Ballot.round_id)
        .outerjoin(Result, Result.round_id == Round.id)
        .where(Ballot.member_id == member.id)
        .order_by(Ballot.changed_at.desc())
    )
    return [(ballot, one, counted) for ballot, one, counted in db.session.execute(query.limit(MOST))]


def pledges_of(member: Member) -> list[Pledge]:
    """The member's pledges with their products, newest first."""
    query = (
        select(Pledge)
        .where(Pledge.member_id == member.id)
        .options(joinedload(Pledge.campaign).joinedload(Campaign.product), joinedload(Pledge.option))
        .order_by(Pledge.id.desc())
    )
    return list(db.session.scalars(query.limit(MOST)))


@bp.get("/me")
@signed_in
def me() -> str:
    """Their own page; nobody else sees it."""
    member: Member = viewer()
    own, supported = concepts_of(member), supported_by(member)
    return render_template(
        "front/me.html",
        at=now(),
        waiting=waiting_for(member, now()),
        own=own,
        supported=supported,
        fates=fates_of(own + supported),
        ballots=ballots_of(member),
        pledges=pledges_of(member),
        letters_come_back=is_paused(member.email),
    )
