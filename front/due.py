"""What is due from staff, and how late it is: one line each, with its one next act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from flask import url_for
from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import joinedload

from commerce.campaigns.campaign import Campaign
from commerce.catalog.product import Product, ProductState
from commerce.making.addresses import LACKS_ADDRESS
from commerce.making.inspection import Inspection, InspectionVerdict
from commerce.making.milestone import Milestone
from commerce.making.queries import last_words
from commerce.making.silence import too_long
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from governance.moderation.queries import waiting_by_place
from ideas.holds.hold import Hold
from ideas.rounds.round import Round
from ideas.viability.assessment import Assessment
from kernel.clock import now
from kernel.database import db
from kernel.given_up import Undelivered

MOST = 20


@dataclass(frozen=True, slots=True)
class Due:
    """One thing staff owe somebody: what, by when (None when no day was promised), and where it is done."""

    words: str
    owed: str
    url: str
    label: str
    at: datetime | None

    def is_late(self, at: datetime) -> bool:
        """Whether its day has passed."""
        return self.at is not None and self.at < at


def due_from_staff(outbox: Undelivered) -> list[Due]:
    """Everything due, what is due first leading; what has no day comes last. Seven statements."""
    parts = (_assessments, _held_votes, _milestones, _pledges_unpaid, _parcels, _drafts, _flags)
    lines = [line for part in parts for line in part()] + list(_letters(outbox))
    return sorted(lines, key=lambda line: (line.at is None, line.at or datetime.max.replace(tzinfo=UTC)))


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)


def _assessments() -> Iterator[Due]:
    query = select(Assessment).where(Assessment.verdict.is_(None)).options(joinedload(Assessment.concept))
    for one in db.session.scalars(query.order_by(Assessment.due_at).limit(MOST)):
        yield Due(
            f"Judge “{one.concept.title}”",
            "its author and supporters",
            url_for("viability.assess", assessment_id=one.id),
            "Assess",
            one.due_at,
        )


def _held_votes() -> Iterator[Due]:
    open_ = Hold.released_at.is_(None) & Hold.invalidated_at.is_(None)
    query = select(Round.title, Hold.finding_id, func.count(Hold.id), func.min(Hold.answer_until), Round.closes_at)
    query = query.join(Round, Round.id == Hold.round_id).where(open_).group_by(Hold.finding_id, Round.id)
    for title, finding_id, count, until, closes_at in db.session.execute(query.limit(MOST)):
        votes = "one held vote" if count == 1 else f"{count} held votes"
        url = url_for("holds.finding", finding_id=finding_id)
        yield Due(f"Judge {votes} in “{title}”", "those whose votes they are", url, "Judge", max(until, closes_at))


def _milestones() -> Iterator[Due]:
    query = (
        select(Milestone, Product, *last_words())
        .join(Product, Product.id == Milestone.product_id)
        .where(Milestone.reached_at.is_(None), Product.state == ProductState.LISTED)
        .order_by(Milestone.promised_on)
    )
    silences: dict[int, Due | None] = {}
    for milestone, product, *said in db.session.execute(query.limit(MOST)):
        if product.id not in silences:
            silences[product.id] = _silence(product, max(filter(None, said)))
        yield Due(
            f"{product.name}: {milestone.title}",
            "everybody who pledged",
            url_for("making.show", slug=product.slug),
            "Mark reached or move",
            _end_of(milestone.promised_on),
        )
    yield from filter(None, silences.values())


def _silence(product: Product, last_word: datetime) -> Due | None:
    silence = too_long(last_word, now())
    if silence is None:
        return None
    words = f"{product.name}: a word on how it goes, after {silence.days} days"
    return Due(words, "everybody who pledged", url_for("making.show", slug=product.slug), "Say it", silence.due_at)


def _pledges_unpaid() -> Iterator[Due]:
    """Money and addresses that are still to come, by product. One statement for both."""
    unpaid, lacking = (
        func.sum(case((state, 1), else_=0)) for state in (Pledge.state == PledgeState.DUE, LACKS_ADDRESS)
    )
    query = (
        select(
            Product.name, Product.slug, unpaid, func.min(Pledge.pay_by).filter(Pledge.state == PledgeState.DUE), lacking
        )
        .join(Campaign, Campaign.product_id == Product.id)
        .join(Pledge, Pledge.campaign_id == Campaign.id)
        .where((Pledge.state == PledgeState.DUE) | LACKS_ADDRESS)
        .group_by(Product.id)
    )
    for name, slug, count, pay_by, missing in db.session.execute(query.limit(MOST)):
        if count:
            words = f"{name}: {count} {'pledge waits' if count == 1 else 'pledges wait'} for money"
            yield Due(words, "the makers", url_for("payments.show", slug=slug), "Record what arrived", pay_by)
        if missing:
            words = f"{name}: {missing} {'delivery address is' if missing == 1 else 'delivery addresses are'} missing"
            yield Due(words, "people who have paid", url_for("making.parcels", slug=slug), "See which", None)


def _parcels() -> Iterator[Due]:
    passed = exists().where(Inspection.product_id == Product.id, Inspection.verdict != InspectionVerdict.FAILED)
    query = (
        select(Product.name, Product.slug, func.count(Pledge.id), Campaign.promised_on)
        .join(Campaign, Campaign.product_id == Product.id)
        .join(Pledge, Pledge.campaign_id == Campaign.id)
        .where(Pledge.state == PledgeState.PAID, passed)
        .group_by(Product.id, Campaign.id)
    )
    for name, slug, count, promised_on in db.session.execute(query.limit(MOST)):
        words = f"{name}: {count} {'parcel' if count == 1 else 'parcels'} to send"
        yield Due(
            words,
            "people who have paid",
            url_for("making.show", slug=slug),
            "Ship",
            _end_of(promised_on) if promised_on else None,
        )


def _drafts() -> Iterator[Due]:
    query = select(Product).where(Product.state == ProductState.DRAFT).order_by(Product.created_at)
    for product in db.session.scalars(query.limit(MOST)):
        url = url_for("shop.edit", slug=product.slug)
        yield Due(f"{product.name}: terms, price and launch", "its supporters", url, "Prepare the campaign", None)


def _flags() -> Iterator[Due]:
    for _place, count, since in waiting_by_place()[:MOST]:
        words = f"{count} flagged {'thing' if count == 1 else 'things'} to look at"
        yield Due(words, "who flagged and who wrote", url_for("moderation.everything"), "Look", since)


def _letters(outbox: Undelivered) -> Iterator[Due]:
    if outbox.failed:
        words = "One delivery failed" if outbox.failed == 1 else f"{outbox.failed} deliveries failed"
        yield Due(words, "who waits for them", url_for("front.failed"), "View", outbox.since)
