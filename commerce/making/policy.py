"""Staff make and ship; nothing ships before an inspection let it; a parcel's arrival is said by staff or by the pledger."""

from __future__ import annotations

from datetime import datetime

from commerce.catalog.policy import may_keep_shop
from commerce.catalog.product import Product
from commerce.making.inspection import Inspection
from commerce.making.milestone import Milestone
from commerce.making.shipment import Shipment
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from ideas.forums.policy import standing as good_standing
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member


def may_make(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may promise milestones and report inspections of this product."""
    able = may_keep_shop(member, at)
    if able and product.is_retired:
        return refused("This product is retired; its making is history.")
    return able


def may_change_milestone(member: Member | None, milestone: Milestone, product: Product, at: datetime) -> Verdict:
    """Whether they may move its date or say it is reached."""
    able = may_make(member, product, at)
    if able and milestone.is_reached:
        return refused("This milestone is reached; its date stays as it is.")
    return able


def may_ship(member: Member | None, product: Product, inspection: Inspection | None, at: datetime) -> Verdict:
    """Whether they may ship this product now; `inspection` is the one in force."""
    able = may_make(member, product, at)
    if not able:
        return able
    if inspection is None:
        return refused("Nothing ships before an inspection. Report one first.")
    if not inspection.lets_ship:
        return refused("The latest inspection failed. Ship after one that passed.")
    return able


def may_ship_pledge(member: Member | None, pledge: Pledge, verdict: Verdict) -> Verdict:
    """Whether this very pledge may be shipped; `verdict` is the answer of may_ship for its product."""
    if not verdict:
        return verdict
    if pledge.state is PledgeState.PAID:
        missing = refused(f"Pledge {pledge.reference} has no delivery address yet.")
        return ALLOWED if pledge.deliver_to else missing
    if pledge.state is PledgeState.DUE:
        return refused(f"Pledge {pledge.reference} is not paid yet.")
    return refused(f"Pledge {pledge.reference} is {pledge.state.value}; only a paid one can be shipped.")


def may_confirm_arrival(member: Member | None, shipment: Shipment, at: datetime) -> Verdict:
    """Whether they may say that the parcel arrived. The shipment's pledge must be loaded."""
    able = good_standing(member)
    if member is None or not able:
        return able
    if not member.is_staff and shipment.pledge.member_id != member.id:
        return refused("Only the person who pledged, or the brand's staff, can say that it arrived.")
    if shipment.is_delivered:
        return refused("Its arrival is already noted.")
    return able


def may_correct_parcel(member: Member | None, shipment: Shipment, at: datetime) -> Verdict:
    """Whether they may give a parcel another carrier and number."""
    able = may_keep_shop(member, at)
    if able and shipment.is_delivered:
        return refused("It has arrived; its number is history.")
    return able


def may_undo_arrival(member: Member | None, shipment: Shipment, reviewed: bool, at: datetime) -> Verdict:
    """Whether they may say that it has not arrived after all; `reviewed` is whether its owner wrote a review."""
    able = may_keep_shop(member, at)
    if able and not shipment.is_delivered:
        return refused("Its arrival is not noted.")
    if able and reviewed:
        return refused("Its owner has reviewed it, so it did arrive.")
    return able
