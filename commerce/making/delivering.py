"""A parcel has arrived when staff or the person who waited say so, once; from then on that person may review."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update

from commerce.catalog.product import Product
from commerce.making.policy import may_confirm_arrival
from commerce.making.shipment import Shipment
from commerce.pledges.moving import move
from commerce.pledges.states import PledgeState
from ideas import lineage
from kernel.clock import now
from kernel.database import db, rows_changed
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify


def confirm(actor: Member, shipment: Shipment, product: Product) -> None:
    """Note the arrival. The shipment's pledge must be loaded. Raises Refused, and RuleBroken when it was just noted."""
    require(may_confirm_arrival(actor, shipment, now()))
    arrived = db.session.execute(
        update(Shipment)
        .where(Shipment.id == shipment.id, Shipment.delivered_at.is_(None))
        .values(delivered_at=now(), delivered_by=actor.id)
    )
    if rows_changed(arrived) != 1:
        raise RuleBroken("Its arrival has just been noted. Reload the page.")
    pledge = shipment.pledge
    if pledge.state is PledgeState.SHIPPED:
        said = "The person who pledged says it arrived." if actor.id == pledge.member_id else "Staff noted its arrival."
        move(pledge, PledgeState.DELIVERED, actor.id, said)
    if actor.id != pledge.member_id:
        words = f"“{product.name}” was delivered to you. You can review it now."
        key = f"delivered:{pledge.id}:{now():%Y%m%d%H%M%S}"  # one that was undone may be noted anew, and is told anew
        notify(pledge.member_id, "making", key, words, f"{product.path}/reviews/mine")
    if product.concept_id is not None:
        words = f"“{product.name}” was delivered to the first people."
        lineage.note(product.concept_id, "delivered", words, f"{product.path}#making")


def confirm_many(actor: Member, shipments: Sequence[Shipment], product: Product) -> int:
    """Note the arrival of several parcels; those already noted are left as they are. Returns how many were new."""
    waiting = [shipment for shipment in shipments if not shipment.is_delivered]
    for shipment in waiting:
        confirm(actor, shipment, product)
    return len(waiting)
