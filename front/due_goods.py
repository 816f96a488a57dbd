"""What staff owe people who buy: campaigns, money, promises, addresses, parcels, and answers to reviews."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, exists, func, select

from commerce.campaigns.campaign import Campaign, Outcome, Settlement
from commerce.catalog.product import Product, ProductState
from commerce.making.addresses import LACKS_ADDRESS
from commerce.making.inspection import Inspection, InspectionVerdict
from commerce.making.milestone import Milestone
from commerce.payments.payment import Payment
from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.states import ENDED, PledgeState
from commerce.reviews.review import Review, ReviewReply
from front.due_kind import Kind, found_by, some

FIRST_PROMISE = timedelta(days=7)  # from the settlement to the first promised step
FEW_DAYS = timedelta(days=10)
PASSED = exists().where(Inspection.product_id == Product.id, Inspection.verdict != InspectionVerdict.FAILED)
PRICE = case((Pledge.state.in_(ENDED), 0), else_=Pledge.total_minor)
OVERPAID = Pledge.received_minor - Pledge.refunded_minor > PRICE


def _pledges(at: Any = None, day: Any = None) -> Select[Any]:
    found = found_by(Product.name, Product.slug, at, func.count(Pledge.id), day)
    found = found.select_from(Product).join(Campaign, Campaign.product_id == Product.id)
    return found.join(Pledge, Pledge.campaign_id == Campaign.id).group_by(Product.id, Campaign.id)


def _drafts(at: datetime) -> Select[Any]:
    return found_by(Product.name, Product.slug, Product.created_at).where(Product.state == ProductState.DRAFT)


def _short(at: datetime) -> Select[Any]:
    missing = Campaign.minimum_units - Campaign.units_pledged
    found = found_by(Product.name, Product.slug, Campaign.closes_at, missing)
    found = found.join(Campaign, Campaign.product_id == Product.id)
    open_ = (Campaign.launched_at.is_not(None), Campaign.opens_at <= at, Campaign.closes_at.between(at, at + FEW_DAYS))
    return found.where(*open_, missing > 0)


def _unpaid(at: datetime) -> Select[Any]:
    return _pledges(func.min(Pledge.pay_by)).where(Pledge.state == PledgeState.DUE)


def _overpaid(at: datetime) -> Select[Any]:
    arrived = select(func.max(Payment.recorded_at)).where(Payment.pledge_id == Pledge.id).scalar_subquery()
    return _pledges(func.min(arrived)).where(OVERPAID)


def _unpromised(at: datetime) -> Select[Any]:
    met = _pledges(func.min(Settlement.settled_at)).join(Settlement, Settlement.campaign_id == Campaign.id)
    promised = exists().where(Milestone.product_id == Product.id)
    inspected = exists().where(Inspection.product_id == Product.id)
    waits = Pledge.state.in_((PledgeState.DUE, PledgeState.PAID))
    return met.where(Settlement.outcome == Outcome.MET, waits, ~promised, ~inspected)


def _unaddressed(at: datetime) -> Select[Any]:
    step = (
        PledgeStep.pledge_id == Pledge.id,
        PledgeStep.to_state == PledgeState.PAID,
        PledgeStep.from_state.is_not(None),
    )
    became = select(func.min(PledgeStep.at)).where(*step).scalar_subquery()
    return _pledges(func.min(became)).where(LACKS_ADDRESS)


def _parcels(at: datetime) -> Select[Any]:
    return _pledges(day=Campaign.promised_on).where(Pledge.state == PledgeState.PAID, PASSED)


def _late_parcels(at: datetime) -> Select[Any]:
    late = Campaign.promised_on < at.date()
    return _pledges(day=Campaign.promised_on).where(Pledge.state == PledgeState.PAID, ~PASSED, late)


def _unanswered(at: datetime) -> Select[Any]:
    found = found_by(Product.name, Product.slug, func.min(Review.created_at), func.count(Review.id))
    answered = exists().where(ReviewReply.review_id == Review.id)
    found = found.join(Review, Review.product_id == Product.id).group_by(Product.id)
    return found.where(~answered, Review.imported_from.is_(None), Review.hidden_at.is_(None))


SHOP: tuple[str, dict[str, Any]] = ("shop.index", {})
KINDS = {
    "drafts": Kind(
        _drafts,
        lambda name, _: f"{name}: terms, price and launch",
        "those who wait for it",
        "Prepare the campaign",
        ("shop.edit", "slug"),
        ("more drafts", *SHOP),
        dated=False,
    ),
    "short": Kind(
        _short,
        lambda name, count: (
            f"{name}: {some(count, 'unit', 'units')} short of the minimum as the campaign nears its close"
        ),
        "those who have pledged",
        "View",
        ("products.show", "slug"),
        ("more campaigns short of their minimum", *SHOP),
    ),
    "unpaid": Kind(
        _unpaid,
        lambda name, count: f"{name}: {count} {'pledge waits' if count == 1 else 'pledges wait'} for money",
        "the makers",
        "Record what arrived",
        ("payments.show", "slug"),
        ("more campaigns that wait for money", "payments.index", {}),
    ),
    "overpaid": Kind(
        _overpaid,
        lambda name, count: f"{name}: too much received for {some(count, 'pledge', 'pledges')}",
        "those who paid it",
        "Send it back",
        ("payments.show", "slug"),
        ("more campaigns with too much money", "payments.index", {}),
        dated=False,
    ),
    "unpromised": Kind(
        _unpromised,
        lambda name, _: f"{name}: met, and nothing is promised yet",
        "everybody who pledged",
        "Promise the first step",
        ("making.show", "slug"),
        ("more products without a promise", *SHOP),
        grace=FIRST_PROMISE,
    ),
    "unaddressed": Kind(
        _unaddressed,
        lambda name, count: f"{name}: {some(count, 'delivery address is', 'delivery addresses are')} missing",
        "people who have paid",
        "View the parcels",
        ("making.parcels", "slug"),
        ("more products with addresses missing", *SHOP),
        dated=False,
    ),
    "parcels": Kind(
        _parcels,
        lambda name, count: f"{name}: {count} {'parcel' if count == 1 else 'parcels'} to send",
        "people who have paid",
        "Ship",
        ("making.show", "slug"),
        ("more products to send", *SHOP),
    ),
    "late-parcels": Kind(
        _late_parcels,
        lambda name, count: f"{name}: the promised day has passed for {some(count, 'parcel', 'parcels')}",
        "people who have paid",
        "Say how it goes",
        ("making.show", "slug"),
        ("more products past their promised day", *SHOP),
    ),
    "unanswered": Kind(
        _unanswered,
        lambda name, count: f"{name}: {some(count, 'review', 'reviews')} without an answer",
        "those who wrote them",
        "Read and answer",
        ("reviews.index", "slug"),
        ("more products with reviews to answer", *SHOP),
        dated=False,
    ),
}
