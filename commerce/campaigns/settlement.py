"""The close decides once, under lock: minimum met, and every placed pledge is due; missed, and every one is released.

Nobody is asked for money before this decision, and nobody is when it is no.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import insert, literal, select, update
from sqlalchemy.orm import joinedload

from commerce.campaigns.campaign import Campaign, Outcome, Settlement
from commerce.campaigns.standing import minimum_is_met
from commerce.catalog.product import Product
from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.states import PledgeState
from governance.charter.values import value_at
from governance.record.recording import record
from ideas import lineage
from kernel.database import db, lock, now_by_the_database
from kernel.jobs import each
from kernel.outbox import post
from kernel.rules import RuleBroken


def settle_due() -> None:
    """Settle every campaign whose window is over. A clock tick; late or doubled, it settles each exactly once."""
    over = (
        select(Campaign)
        .outerjoin(Settlement)
        .where(Campaign.launched_at.is_not(None), Campaign.closes_at <= now_by_the_database(), Settlement.id.is_(None))
        .order_by(Campaign.id)
        .options(joinedload(Campaign.product))
    )
    each(db.session.scalars(over).all(), settle)


def settle(campaign: Campaign) -> Settlement:
    """The settlement of a campaign whose window is over, made now or found. Its product must be loaded.

    Raises RuleBroken while pledging is still open.
    """
    lock(campaign)
    at = now_by_the_database()
    made: Settlement | None = db.session.scalar(select(Settlement).filter_by(campaign_id=campaign.id))
    if made is not None:
        return made
    if campaign.launched_at is None or campaign.closes_at is None or at < campaign.closes_at:
        raise RuleBroken("A campaign is settled once its window is over.")
    met = minimum_is_met(campaign.units_pledged, campaign.minimum_units or 1)
    settlement = Settlement(
        campaign_id=campaign.id,
        outcome=Outcome.MET if met else Outcome.MISSED,
        units=campaign.units_pledged,
        pledges=campaign.pledges_count,
        pledged_minor=campaign.pledged_minor,
        settled_at=at,
    )
    db.session.add(settlement)
    db.session.flush()
    _move_all(campaign, PledgeState.DUE if met else PledgeState.RELEASED, at)
    if not met:
        campaign.units_pledged = campaign.pledges_count = campaign.pledged_minor = 0  # the settlement keeps what was
    _tell(campaign, settlement)
    return settlement


def _move_all(campaign: Campaign, to: PledgeState, at: datetime) -> None:
    """Step every placed pledge in two statements, however many there are. The campaign's lock keeps new ones out."""
    placed = (Pledge.campaign_id == campaign.id, Pledge.state == PledgeState.PLACED)
    reason = "The minimum was met." if to is PledgeState.DUE else "The minimum was missed. Nobody pays."
    columns = ["pledge_id", "from_state", "to_state", "at", "reason"]
    step = (literal(word, PledgeStep.to_state.type) for word in (PledgeState.PLACED, to))
    row = select(Pledge.id, *step, literal(at, PledgeStep.at.type), literal(reason)).where(*placed)
    db.session.execute(insert(PledgeStep).from_select(columns, row, include_defaults=False))
    values = {
        "state": to,
        "pay_by": at + timedelta(days=value_at("pledge.payment-days", campaign.launched_at or at))
        if to is PledgeState.DUE
        else None,
    }
    db.session.execute(update(Pledge).where(*placed).values(values).execution_options(synchronize_session="fetch"))


def _tell(campaign: Campaign, settlement: Settlement) -> None:
    product = campaign.product
    record(
        "campaign.settled",
        f"product:{product.slug}",
        words=f"The campaign for {product.name} settled at {settlement.units} units: {settlement.outcome.value}.",
        outcome=settlement.outcome.value,
        units=settlement.units,
        minimum_units=campaign.minimum_units,
        pledges=settlement.pledges,
    )
    if product.concept_id is not None:
        kind = "settlement" if settlement.outcome is Outcome.MET else "missed"
        lineage.note(product.concept_id, kind, ended_words(product, settlement), product.path)
    post("campaign.settled", key=f"campaign-settled:{campaign.id}", campaign_id=campaign.id)


def ended_words(product: Product, settlement: Settlement) -> str:
    """What the people behind a product are told, and its concept shows, once its campaign is over."""
    if settlement.outcome is Outcome.MET:
        return f"“{product.name}” reached its minimum and is being made."
    return f"“{product.name}” missed its minimum, so it is not made for now, and nobody pays."
