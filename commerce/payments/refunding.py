"""Recording money that went back, never more than came in. When all of it is back, the pledge is refunded."""

from __future__ import annotations

from datetime import date

from commerce.payments.collecting import ZONES, count, count_out
from commerce.payments.payment import Refund
from commerce.payments.policy import may_refund
from commerce.pledges.moving import move
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.clock import now
from kernel.database import db, lock
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def record_refund(actor: Member, pledge: Pledge, amount_minor: int, refunded_on: date, reason: str) -> Refund:
    """Record that this much (minor units) went back. Raises Refused, and RuleBroken on amount, refunded_on or reason."""
    lock(pledge)
    at = now()
    require(may_refund(actor, pledge, at))
    if not 0 < amount_minor <= pledge.held_minor:
        raise RuleBroken("A refund is more than nothing and at most what was received and not yet sent back.", "amount")
    if refunded_on > at.date() + ZONES:
        raise RuleBroken("This day has not come yet.", "refunded_on")
    if not 1 <= len(reason.strip()) <= 300:
        raise RuleBroken("Say why, in at most 300 characters: the pledger reads it.", "reason")
    refund = Refund(
        pledge_id=pledge.id,
        amount_minor=amount_minor,
        refunded_on=refunded_on,
        reason=reason.strip(),
        recorded_by_id=actor.id,
    )
    db.session.add(refund)
    pledge.refunded_minor += amount_minor
    db.session.flush()
    count(pledge.campaign_id, refunded=amount_minor)
    if pledge.held_minor == 0:
        move(pledge, PledgeState.REFUNDED, actor.id, reason.strip())
        count_out(pledge)
    post("refund.recorded", key=f"refund-recorded:{refund.id}", refund_id=refund.id)
    return refund
