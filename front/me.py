"""My page: a member's concepts, supports, ballots, pledges and money, each with what became of it."""

from __future__ import annotations

from flask import render_template
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from commerce.campaigns.campaign import Campaign
from commerce.pledges.pledge import Pledge
from front.blueprint import bp
from front.queries import open_ballots
from front.waiting import waiting_for
from ideas.ballots.ballot import Ballot
from ideas.ballots.result import Result
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.round import Round
from ideas.status.queries import statuses_of
from ideas.supports.support import Support
from kernel.access import signed_in, viewer
from kernel.clock import now
from kernel.database import db
from kernel.paused import is_paused
from members.accounts.member import Member

MOST = 20


def concepts_of(member: Member) -> list[Concept]:
    """The concepts they wrote, alone or with others, with their rounds, newest first."""
    co_written = select(CoAuthor.concept_id).where(CoAuthor.member_id == member.id, *CoAuthor.active())
    query = (
        select(Concept)
        .where(or_(Concept.author_id == member.id, Concept.id.in_(co_written)), Concept.state != ConceptState.DRAFT)
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
        waiting=waiting_for(member, now(), open_ballots(member, now())),
        own=own,
        supported=supported,
        statuses=statuses_of({one.id: one for one in own + supported}.values(), now()),
        ballots=ballots_of(member),
        pledges=pledges_of(member),
        letters_come_back=is_paused(member.email),
    )
