"""A paid pledge ships once, under the inspection in force; many ship together or none of them."""

from __future__ import annotations

from collections.abc import Sequence

from commerce.catalog.product import Product
from commerce.making.inspection import Inspection
from commerce.making.labels import Label
from commerce.making.policy import may_ship, may_ship_pledge
from commerce.making.queries import inspection_in_force, pledges_by_reference
from commerce.making.shipment import Shipment
from commerce.pledges.moving import move
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify

LONGEST = 60


def ship(actor: Member, product: Product, labels: Sequence[Label]) -> list[Shipment]:
    """Send the pledges that the labels name. Raises Refused; RuleBroken naming every label that cannot be sent."""
    inspection = inspection_in_force(product.id)
    allowed = may_ship(actor, product, inspection, now())
    require(allowed)
    if inspection is None or not labels:
        raise RuleBroken("Give at least one pledge its parcel number.", "labels")
    pledges = pledges_by_reference(product.id, [label.reference for label in labels])
    faults = _faults(actor, labels, pledges, allowed)
    if faults:
        raise RuleBroken(" ".join(faults), "labels")
    return [_send(actor, product, pledges[label.reference], label, inspection) for label in labels]


def _faults(actor: Member, labels: Sequence[Label], pledges: dict[str, Pledge], allowed: object) -> list[str]:
    faults: list[str] = []
    seen: set[str] = set()
    for label in labels:
        pledge = pledges.get(label.reference)
        if pledge is None:
            faults.append(f"Line {label.line}: no pledge of this product is called {label.reference}.")
        elif label.reference in seen:
            faults.append(f"Line {label.line}: {label.reference} stands here twice.")
        elif not (verdict := may_ship_pledge(actor, pledge, allowed)):  # type: ignore[arg-type]
            faults.append(f"Line {label.line}: {verdict.reason}")
        elif not can_be_printed(label.carrier) or not can_be_printed(label.number):
            words = f"give the carrier and the parcel number, each at most {LONGEST} readable characters."
            faults.append(f"Line {label.line}: {words}")
        seen.add(label.reference)
    return faults


def can_be_printed(text: str) -> bool:
    """Whether a carrier or a number fits on the label and on every page."""
    return 1 <= len(text) <= LONGEST and text.isprintable()


def _send(actor: Member, product: Product, pledge: Pledge, label: Label, inspection: Inspection) -> Shipment:
    move(pledge, PledgeState.SHIPPED, actor.id, f"{label.carrier} {label.number}")
    shipment = Shipment(pledge_id=pledge.id, inspection_id=inspection.id, carrier=label.carrier, number=label.number)
    shipment.shipped_at, shipment.shipped_by = now(), actor.id
    db.session.add(shipment)
    db.session.flush()
    words = f"“{product.name}” is on its way to you with {label.carrier}, number {label.number}."
    notify(pledge.member_id, "making", f"shipped:{pledge.id}", words, f"{product.path}#making")
    return shipment
