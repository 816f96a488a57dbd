"""A parcel number or an arrival that was noted wrongly is put right; the pledge's own steps keep what was said before."""

from __future__ import annotations

from sqlalchemy import update

from commerce.catalog.product import Product
from commerce.making.policy import may_correct_parcel, may_undo_arrival
from commerce.making.shipment import Shipment
from commerce.making.shipping import LONGEST, can_be_printed
from commerce.pledges.moving import move
from commerce.pledges.states import PledgeState
from commerce.reviews.queries import has_reviewed
from kernel.clock import now
from kernel.database import db, reread, rows_changed
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify


def correct_parcel(actor: Member, shipment: Shipment, product: Product, carrier: str, number: str) -> None:
    """Give a parcel under way its right carrier and number, and tell who waits for it. Its pledge must be loaded.

    Raises Refused, and RuleBroken on number.
    """
    reread(shipment)
    require(may_correct_parcel(actor, shipment, now()))
    carrier, number = carrier.strip(), number.strip()
    if not can_be_printed(carrier) or not can_be_printed(number):
        raise RuleBroken(f"Give the carrier and the number, each at most {LONGEST} readable characters.", "number")
    before = f"{shipment.carrier} {shipment.number}"
    if f"{carrier} {number}" == before:
        raise RuleBroken("That is what it says already.", "number")
    words = f"{carrier} {number}; before, by mistake: {before}"
    move(shipment.pledge, PledgeState.SHIPPED, actor.id, words)
    shipment.carrier, shipment.number = carrier, number
    db.session.flush()
    told = f"Your {product.name} travels with {carrier}, number {number}. The number we gave you before was wrong."
    key = f"parcel-corrected:{shipment.id}:{now():%Y%m%d%H%M%S}"
    notify(shipment.pledge.member_id, "making", key, told, f"{product.path}#making")


def undo_arrival(actor: Member, shipment: Shipment, product: Product) -> None:
    """Note that a parcel has not arrived after all. Its pledge must be loaded.

    Raises Refused, and RuleBroken when it was just undone.
    """
    reread(shipment)
    reviewed = has_reviewed(product.id, shipment.pledge.member_id)
    require(may_undo_arrival(actor, shipment, reviewed, now()))
    undone = db.session.execute(
        update(Shipment)
        .where(Shipment.id == shipment.id, Shipment.delivered_at.is_not(None))
        .values(delivered_at=None, delivered_by=None)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(undone) != 1:
        raise RuleBroken("This has just been undone. Reload the page.")
    reread(shipment)
    move(shipment.pledge, PledgeState.SHIPPED, actor.id, "Its arrival was noted by mistake.")
    if actor.id != shipment.pledge.member_id:
        words = f"The arrival of your {product.name} was noted by mistake. It is still on its way."
        key = f"arrival-undone:{shipment.id}:{now():%Y%m%d%H%M%S}"
        notify(shipment.pledge.member_id, "making", key, words, f"{product.path}#making")
