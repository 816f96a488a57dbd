"""Any confirmed member may pledge while the campaign is open, and may change or withdraw their own until it closes.

Where it goes is said by its member, or by staff with a reason that the member reads, until the parcel leaves.
"""

from __future__ import annotations

from datetime import datetime

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.standing import Standing
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from ideas.forums.policy import standing as good_standing
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member

WHEN = {
    Standing.DRAFT: "The price and the dates are not set yet.",
    Standing.ANNOUNCED: "Pledging has not opened yet.",
    Standing.CLOSED: "Pledging is over; the settlement follows within minutes.",
    Standing.MET: "Pledging is over: the minimum was met.",
    Standing.MISSED: "Pledging is over: the minimum was missed, and nobody pays.",
}
ADDRESSED = frozenset({PledgeState.PLACED, PledgeState.DUE, PledgeState.PAID})


def may_pledge(member: Member | None, campaign: Campaign, at: datetime) -> Verdict:
    """Whether they may place or change a pledge. The campaign's settlement must be loaded."""
    standing = campaign.standing(at)
    if standing is not Standing.OPEN:
        return refused(WHEN[standing])
    if member is None:
        return refused("Join or sign in to pledge. You pay nothing today.")
    return good_standing(member)


def may_withdraw(member: Member | None, pledge: Pledge, at: datetime) -> Verdict:
    """Whether they may take this pledge back. Its campaign and settlement must be loaded."""
    able = may_see_pledge(member, pledge)
    if not able or member is None or pledge.member_id != member.id:
        return refused("Only the member who pledged may withdraw it.")
    if pledge.state is not PledgeState.PLACED:
        return refused(f"This pledge is {pledge.state.value}.")
    standing = pledge.campaign.standing(at)
    return ALLOWED if standing is Standing.OPEN else refused(WHEN[standing])


def may_see_pledge(member: Member | None, pledge: Pledge) -> Verdict:
    """Whether a pledge's page exists for them: its member and staff."""
    if member is not None and (pledge.member_id == member.id or member.is_staff):
        return ALLOWED
    return refused("This pledge is somebody else's.")


def may_address(member: Member | None, pledge: Pledge, at: datetime) -> Verdict:
    """Whether they may say where it should be delivered: its member, or staff with a reason, until it is shipped."""
    able = good_standing(member)
    if member is None or not able:
        return able
    if pledge.member_id != member.id and not member.is_staff:
        return refused("Only the member who pledged says where it goes.")
    return able if pledge.state in ADDRESSED else refused("The address cannot be changed any more.")
