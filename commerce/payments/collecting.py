"""Recording money that arrived. Once the whole price is there the pledge is paid; a part stays open, a surplus is shown."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import update

from commerce.campaigns.campaign import Campaign
from commerce.payments.payment import Payment
from commerce.payments.policy import may_lapse, may_record_payment
from commerce.pledges.moving import move
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.amount import LARGEST_MINOR
from kernel.clock import now
from kernel.database import db, lock
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

ZONES = timedelta(days=1)  # it may be tomorrow already where the bank is


def record_payment(
    actor: Member,
    pledge: Pledge,
    amount_minor: int,
    received_on: date,
    note: str = "",
    line_digest: str | None = None,
    statement_id: int | None = None,
) -> Payment:
    """Record that this much (minor units) arrived on a day. Raises Refused, and RuleBroken on amount or received_on.

    A digest that was booked before raises IntegrityError at the flush: the database keeps each bank line to one booking.
    """
    lock(pledge)
    at = now()
    require(may_record_payment(actor, pledge, at))
    if not 0 < amount_minor <= LARGEST_MINOR:
        raise RuleBroken("What arrived is more than nothing.", "amount")
    if received_on > at.date() + ZONES:
        raise RuleBroken("This day has not come yet.", "received_on")
    payment = Payment(
        pledge_id=pledge.id,
        amount_minor=amount_minor,
        received_on=received_on,
        note=note.strip()[:300],
        line_digest=line_digest,
        statement_id=statement_id,
        recorded_by_id=actor.id,
    )
    db.session.add(payment)
    pledge.received_minor += amount_minor
    db.session.flush()
    count(pledge.campaign_id, collected=amount_minor)
    if pledge.state is PledgeState.DUE and pledge.held_minor >= pledge.total_minor:
        move(pledge, PledgeState.PAID, actor.id, "The whole price has arrived.")
    post("payment.recorded", key=f"payment-recorded:{payment.id}", payment_id=payment.id)
    return payment


def lapse(actor: Member, pledge: Pledge) -> None:
    """Give up on a due pledge that was not paid in time. Raises Refused."""
    lock(pledge)
    require(may_lapse(actor, pledge, now()))
    move(pledge, PledgeState.LAPSED, actor.id, "Not paid in time.")
    count_out(pledge)
    post("pledge.lapsed", key=f"pledge-lapsed:{pledge.id}", pledge_id=pledge.id)


def count_out(pledge: Pledge) -> None:
    """Take a pledge that has just ended out of what its campaign says is pledged."""
    db.session.execute(
        update(Campaign)
        .where(Campaign.id == pledge.campaign_id)
        .values(
            units_pledged=Campaign.units_pledged - pledge.quantity,
            pledged_minor=Campaign.pledged_minor - pledge.total_minor,
            pledges_count=Campaign.pledges_count - 1,
        )
        .execution_options(synchronize_session=False)
    )


def count(campaign_id: int, collected: int = 0, refunded: int = 0) -> None:
    """Add to the campaign's sums in the transaction that moved the money."""
    db.session.execute(
        update(Campaign)
        .where(Campaign.id == campaign_id)
        .values(collected_minor=Campaign.collected_minor + collected, refunded_minor=Campaign.refunded_minor + refunded)
        .execution_options(synchronize_session=False)
    )
