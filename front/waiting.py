"""What waits for a member to act: one line each, with the page where it is done. Nothing here nags; it only lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from commerce.campaigns.campaign import Campaign
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from commerce.reviews.review import Review
from front.queries import concepts_awaiting
from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.round import Round
from kernel.database import db
from kernel.templating import dom_id
from members.accounts.member import Member


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what it is, where, what the link says, and by when if there is a when."""

    words: str
    url: str
    label: str
    until: datetime | None = None


def waiting_for(member: Member, at: datetime, ballots: Sequence[tuple[Round, bool]]) -> list[Waiting]:
    """Everything that waits for this member, what ends first leading; `ballots` as queries.open_ballots. Two statements."""
    lines = [*_ballots(ballots), *_concepts(member, at), *_pledges(member)]
    return sorted(lines, key=lambda line: (line.until is None, line.until or at))


def _ballots(ballots: Sequence[tuple[Round, bool]]) -> list[Waiting]:
    waiting = [one for one, has_voted in ballots if not has_voted]
    return [
        Waiting(f"Your ballot in “{one.title}”", url_for("ballots.show", slug=one.slug), "Vote", one.closes_at)
        for one in waiting[:3]
    ]


def _concepts(member: Member, at: datetime) -> list[Waiting]:
    return [_draft_line(one) if one.is_draft else _changed_line(one) for one in concepts_awaiting(member, at)]


def _draft_line(concept: Concept) -> Waiting:
    words = f"Your draft “{concept.title or 'without a title'}”"
    return Waiting(words, url_for("concepts.draft", concept_id=concept.id), "Go on")


def _changed_line(concept: Concept) -> Waiting:
    what = "was merged into another" if concept.state is ConceptState.MERGED else "changed"
    words = f"“{concept.title}” {what} after you supported it"
    url = url_for("concepts.show", concept_id=concept.id, _anchor=dom_id(concept, "carrying"))
    return Waiting(words, url, "Carry over or leave", concept.round.balloting_at)


def _pledges(member: Member) -> list[Waiting]:
    reviewed = exists().where(Review.product_id == Campaign.product_id, Review.member_id == member.id)
    asks = (PledgeState.DUE, PledgeState.SHIPPED, PledgeState.DELIVERED)
    nowhere = (Pledge.state == PledgeState.PAID) & (Pledge.deliver_to == "")
    query = (
        select(Pledge)
        .join(Pledge.campaign)
        .where(
            Pledge.member_id == member.id,
            Pledge.state.in_(asks) | nowhere,
            ~((Pledge.state == PledgeState.DELIVERED) & reviewed),
        )
        .options(joinedload(Pledge.campaign).joinedload(Campaign.product))
        .order_by(Pledge.id.desc())
        .limit(5)
    )
    found = db.session.scalars(query).all()
    return [*(_pledge_line(one) for one in found if one.state is not PledgeState.PAID), *_addresses(found)]


def _addresses(pledges: Sequence[Pledge]) -> list[Waiting]:
    """One line for each that is made for somebody who has not said where it goes."""
    return [
        Waiting(
            f"{one.campaign.product.name} has no delivery address yet",
            url_for("pledges.show", pledge_id=one.id, _anchor="address"),
            "Enter the address",
        )
        for one in pledges
        if one.state in (PledgeState.DUE, PledgeState.PAID) and not one.deliver_to
    ]


def _pledge_line(pledge: Pledge) -> Waiting:
    name = pledge.campaign.product.name
    own_page = url_for("pledges.show", pledge_id=pledge.id)
    if pledge.state is PledgeState.DUE:
        return Waiting(f"Your pledge for “{name}” is due", own_page, "How to pay", pledge.pay_by)
    if pledge.state is PledgeState.SHIPPED:
        parcels_page = url_for("making.show", slug=pledge.campaign.product.slug)
        return Waiting(f"“{name}” is on its way to you", parcels_page, "Say it arrived")
    review_page = url_for("reviews.write", slug=pledge.campaign.product.slug)
    return Waiting(f"You have “{name}”: tell the next makers how it is", review_page, "Write a review")
