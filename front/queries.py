"""What the pages above the packages need, each in a fixed number of statements however large the site is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, select, union_all
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from commerce.campaigns.campaign import Campaign, Outcome, Settlement
from commerce.catalog.product import Product, ProductPicture, ProductState
from commerce.making.milestone import Milestone
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from ideas.ballots.ballot import Ballot
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.concept import Concept, ConceptState
from ideas.merges.queries import merged_since_supported
from ideas.rounds.finalist import Finalist
from ideas.rounds.order import Shuffle, hour_of, shuffle_for
from ideas.rounds.phase import Phase
from ideas.rounds.round import Round
from ideas.supports.queries import changed_since_supported
from kernel.database import db
from members.accounts.member import Member

SHOWN = 3
OWED = (PledgeState.DUE, PledgeState.PAID, PledgeState.SHIPPED)


def rounds_not_closed(at: datetime, most: int = 8) -> list[Round]:
    """Rounds that are announced or running, the one that closes first leading, with their forums."""
    query = (
        select(Round)
        .join(Round.forum)
        .options(contains_eager(Round.forum))
        .where(Round.closes_at > at)
        .order_by(Round.closes_at, Round.id)
    )
    return list(db.session.scalars(query.limit(most)))


def concepts_to_act_on(rounds: Sequence[Round], reader: Member | None, at: datetime) -> dict[int, list[Concept]]:
    """A few concepts of each round that the reader can act on now, by round id. One statement, whatever the rounds' sizes.

    While a round hears concepts these are its newest. On the ballot they are finalists only, drawn for this reader and hour.
    """
    if not rounds:
        return {}
    draw = shuffle_for(reader.id if reader else None, hour_of(at))
    balloting = {one.id for one in rounds if one.phase(at) is Phase.BALLOTING}
    parts = [(_finalists(one, draw) if one.id in balloting else _newest(one)).limit(SHOWN).subquery() for one in rounds]
    ids = union_all(*(select(part.c.id) for part in parts)).subquery()
    query = (
        select(Concept)
        .where(Concept.id.in_(select(ids.c.id)))
        .options(joinedload(Concept.cover), joinedload(Concept.author), joinedload(Concept.forum))
        .order_by(Concept.proposed_at.desc())
    )
    found: dict[int, list[Concept]] = {one.id: [] for one in rounds}
    for concept in db.session.scalars(query):
        found[concept.round_id].append(concept)
    for round_id in balloting:
        found[round_id].sort(key=lambda concept: draw.place(concept.id))
    return found


def _newest(round: Round) -> Select[Any]:
    standing = (Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))
    return select(Concept.id).where(*standing).order_by(Concept.proposed_at.desc())


def _finalists(round: Round, draw: Shuffle) -> Select[Any]:
    final = select(Concept.id).join(Finalist, Finalist.concept_id == Concept.id)
    final = final.where(Finalist.round_id == round.id, Concept.hidden_at.is_(None))
    return final.order_by(draw.place(Concept.id))


def _listed() -> Select[Any]:
    return (
        select(Product)
        .join(Product.campaign)
        .where(Product.state == ProductState.LISTED)
        .options(
            contains_eager(Product.campaign),
            joinedload(Product.forum),
            joinedload(Product.pictures).joinedload(ProductPicture.picture),
        )
    )


def campaigns_open(at: datetime, most: int = 3) -> list[Product]:
    """Products that can be pre-ordered at this moment, the one that closes first leading."""
    is_open = and_(Campaign.launched_at.is_not(None), Campaign.opens_at <= at, Campaign.closes_at > at)
    return list(db.session.scalars(_listed().where(is_open).order_by(Campaign.closes_at).limit(most)).unique())


def being_made(most: int = 3) -> list[tuple[Product, Milestone | None]]:
    """Products that people wait for after a met campaign, the newest first, each with the milestone reached last."""
    met = exists().where(Settlement.campaign_id == Campaign.id, Settlement.outcome == Outcome.MET)
    owed = exists().where(Pledge.campaign_id == Campaign.id, Pledge.state.in_(OWED))
    newest_first = _listed().where(met, owed).order_by(Campaign.closes_at.desc())
    products: list[Product] = list(db.session.scalars(newest_first.limit(most)).unique())
    newest = (
        select(func.max(Milestone.id))
        .where(Milestone.product_id.in_([one.id for one in products]), Milestone.reached_at.is_not(None))
        .group_by(Milestone.product_id)
    )
    reached = {one.product_id: one for one in db.session.scalars(select(Milestone).where(Milestone.id.in_(newest)))}
    return [(one, reached.get(one.id)) for one in products]


def last_result() -> tuple[Result, Round, list[ResultLine]] | None:
    """The newest result, its round with forum, and its winners in order; None before the first."""
    newest = select(Result.id).order_by(Result.counted_at.desc(), Result.id.desc()).limit(1).scalar_subquery()
    query = (
        select(ResultLine)
        .where(ResultLine.result_id == newest, ResultLine.won.is_(True))
        .options(joinedload(ResultLine.result), joinedload(ResultLine.concept).options(*_card()))
        .order_by(ResultLine.position)
        .limit(6)
    )
    lines = list(db.session.scalars(query))
    return (lines[0].result, lines[0].concept.round, lines) if lines else None


def _card() -> tuple[_AbstractLoad, ...]:
    """What a concept's card shows beside its own row."""
    return (
        joinedload(Concept.cover),
        joinedload(Concept.author),
        joinedload(Concept.forum),
        joinedload(Concept.round).joinedload(Round.forum),
    )


def open_ballots(member: Member, at: datetime, most: int = 8) -> list[tuple[Round, bool]]:
    """Rounds that take ballots at this moment, what closes first leading, each with whether this member's ballot stands."""
    cast = exists().where(Ballot.round_id == Round.id, Ballot.member_id == member.id)
    query = select(Round, cast).where(Round.balloting_at <= at, Round.closes_at > at).order_by(Round.closes_at)
    return [(round, voted) for round, voted in db.session.execute(query.limit(most))]


def concepts_awaiting(member: Member, at: datetime, most: int = 3, most_changed: int = 10) -> list[Concept]:
    """The member's newest drafts, and what changed or was merged after they supported it, with rounds. One statement."""
    drafts = select(Concept.id).where(Concept.author_id == member.id, Concept.state == ConceptState.DRAFT)
    newest = drafts.order_by(Concept.id.desc()).limit(most).subquery()
    changed = changed_since_supported(member, at).limit(most_changed).subquery()
    merged = merged_since_supported(member, at).limit(most_changed).subquery()
    ids = union_all(*(select(part.c.id) for part in (newest, changed, merged))).subquery()
    query = select(Concept).where(Concept.id.in_(select(ids.c.id))).options(joinedload(Concept.round))
    return list(db.session.scalars(query.order_by(Concept.id.desc())))
