"""What readers of the money need: the movements of a pledge, what is due in a campaign, what was imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from commerce.campaigns.campaign import Campaign, Outcome, Settlement
from commerce.catalog.product import Product
from commerce.payments.payment import BankStatement, Payment, Refund
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.database import db
from kernel.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that moved for a pledge: positive came in, negative went back; minor units."""

    on: date
    amount_minor: int
    words: str
    by: str


def money_of(pledge: Pledge) -> list[Movement]:
    """What moved for a pledge, in the order it was recorded within a day."""
    paid = select(Payment).filter_by(pledge_id=pledge.id).options(joinedload(Payment.recorded_by)).order_by(Payment.id)
    back = select(Refund).filter_by(pledge_id=pledge.id).options(joinedload(Refund.recorded_by)).order_by(Refund.id)
    came = [Movement(p.received_on, p.amount_minor, "Arrived", p.recorded_by.name) for p in db.session.scalars(paid)]
    went = [Movement(r.refunded_on, -r.amount_minor, r.reason, r.recorded_by.name) for r in db.session.scalars(back)]
    return sorted([*came, *went], key=lambda movement: movement.on)


def states_in(campaign_id: int) -> dict[PledgeState, int]:
    """How many pledges of a campaign stand in each state."""
    counted = select(Pledge.state, func.count()).where(Pledge.campaign_id == campaign_id).group_by(Pledge.state)
    return {row[0]: row[1] for row in db.session.execute(counted)}


def pledges_with_money(campaign_id: int, state: PledgeState | None, number: int) -> Page[Pledge]:
    """A campaign's pledges for staff, oldest first; all but the withdrawn when no state is asked for."""
    query = select(Pledge).where(Pledge.campaign_id == campaign_id)
    query = query.where(Pledge.state == state if state else Pledge.state != PledgeState.WITHDRAWN)
    beside = (joinedload(Pledge.member), joinedload(Pledge.option))
    return page_of(query.options(*beside).order_by(Pledge.placed_at, Pledge.id), number, 50)


def campaigns_met() -> Sequence[Campaign]:
    """Campaigns that reached their minimum, the newest settlement first, at most 100."""
    met = select(Campaign).join(Settlement).where(Settlement.outcome == Outcome.MET)
    met = met.order_by(Settlement.settled_at.desc()).limit(100)
    beside = (joinedload(Campaign.product).joinedload(Product.forum), joinedload(Campaign.settlement))
    return db.session.scalars(met.options(*beside)).all()


def statements() -> Sequence[BankStatement]:
    """The last twenty statements, newest first."""
    return db.session.scalars(select(BankStatement).order_by(BankStatement.id.desc()).limit(20)).all()


def statement_of_id(statement_id: int) -> BankStatement | None:
    """One statement."""
    return db.session.get(BankStatement, statement_id)


def booked_from(statement: BankStatement) -> Sequence[Payment]:
    """What a confirmed statement booked, with its pledges."""
    booked = select(Payment).filter_by(statement_id=statement.id).order_by(Payment.id)
    pledge = joinedload(Payment.pledge)
    return db.session.scalars(
        booked.options(pledge.joinedload(Pledge.member), pledge.joinedload(Pledge.campaign))
    ).all()
