"""Staff record money that moved, and only for pledges that were asked for it; nobody records their own."""

from __future__ import annotations

from datetime import datetime

from commerce.catalog.policy import may_keep_shop
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PAYABLE, PledgeState
from kernel.policy import Verdict, refused
from members.accounts.member import Member

WHY_NOT = {
    PledgeState.PLACED: "This pledge is not due: nobody pays before the minimum is met. Send the money back.",
    PledgeState.WITHDRAWN: "This pledge was withdrawn. Send the money back.",
    PledgeState.RELEASED: "The minimum was missed and this pledge is released. Send the money back.",
    PledgeState.LAPSED: "This pledge has lapsed unpaid. Send the money back.",
    PledgeState.REFUNDED: "This pledge was refunded. Send the money back.",
}


def may_record_payment(member: Member | None, pledge: Pledge, at: datetime) -> Verdict:
    """Whether they may record that money arrived for this pledge."""
    able = _keeps(member, pledge, at)
    return able if not able or pledge.state in PAYABLE else refused(WHY_NOT[pledge.state])


def may_refund(member: Member | None, pledge: Pledge, at: datetime) -> Verdict:
    """Whether they may record that money went back."""
    able = _keeps(member, pledge, at)
    return able if not able or pledge.held_minor > 0 else refused("Nothing is held for this pledge.")


def may_lapse(member: Member | None, pledge: Pledge, at: datetime) -> Verdict:
    """Whether they may give up on a due pledge: only past its day, and when nothing arrived."""
    able = _keeps(member, pledge, at)
    if not able:
        return able
    if pledge.state is not PledgeState.DUE:
        return refused("Only a due pledge can lapse.")
    if pledge.received_minor > 0:
        return refused("Part of it arrived: refund that instead.")
    if pledge.pay_by is None or at < pledge.pay_by:
        return refused("It may be paid until its day.")
    return able


def _keeps(member: Member | None, pledge: Pledge, at: datetime) -> Verdict:
    able = may_keep_shop(member, at)
    if able and member is not None and pledge.member_id == member.id:
        return refused("This is your own pledge: a colleague records its money.")
    return able
