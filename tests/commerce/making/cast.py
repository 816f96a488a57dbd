"""Builders for the making: pledges that are paid, parcels on their way, pledges that were delivered."""

from commerce.campaigns.settlement import settle_due
from commerce.making.delivering import confirm
from commerce.making.inspecting import Findings, report
from commerce.making.inspection import InspectionVerdict
from commerce.making.labels import Label
from commerce.making.queries import product_named, shipment_with_id
from commerce.making.shipping import ship
from commerce.payments.collecting import record_payment
from commerce.pledges.addressing import address
from commerce.pledges.queries import pledge_by_reference
from kernel.clock import now
from kernel.database import db, transaction
from tests.commerce.cast import a_campaign, a_pledge


def findings(**changes):
    """A report in which everything passed."""
    plain = {"sample": 20, "defects": 0, "checks": "Seams\nSwitch", "words": "", "verdict": InspectionVerdict.PASSED}
    return Findings(**(plain | changes))


def an_inspection(staff, product, **changes):
    """A report on this product."""
    with transaction():
        return report(staff, product, findings(**changes))


def paid(staff, travel, *members, campaign=None, deliver_to="Seeweg 4\n12345 Berlin"):
    """A met campaign, and one paid pledge with an address for each of these members, an hour after the close."""
    campaign = campaign or a_campaign(staff, minimum_units=1)
    slug = campaign.product.slug
    pledges = [a_pledge(member, campaign) for member in members]
    travel(campaign.closes_at)
    with transaction():
        settle_due()
    for pledge in pledges:
        db.session.expire_all()
        with transaction():
            stored = pledge_by_reference(pledge.reference)
            record_payment(staff, stored, pledge.total_minor, now().date())
            if deliver_to:
                address(stored.member, stored, deliver_to)
    db.session.expire_all()
    return product_named(slug, staff), [again(pledge) for pledge in pledges]


def again(pledge):
    """The pledge as it stands now."""
    db.session.expire_all()
    return pledge_by_reference(pledge.reference)


def label(pledge, line=1, **changes):
    """A parcel number for this pledge."""
    return Label(**({"line": line, "reference": pledge.reference, "carrier": "DHL", "number": "0034-1"} | changes))


def shipped(staff, product, *pledges):
    """Parcels on their way, under a passed inspection."""
    an_inspection(staff, product)
    with transaction():
        sent = ship(staff, product, [label(pledge) for pledge in pledges])
    db.session.expire_all()
    return [shipment_with_id(shipment.id) for shipment in sent]


def delivered(staff, travel, *members):
    """A product and the delivered parcel of each of these members."""
    product, pledges = paid(staff, travel, *members)
    for shipment in shipped(staff, product, *pledges):
        with transaction():
            confirm(staff, shipment, product)
    db.session.expire_all()
    return product_named(product.slug, staff), [again(pledge) for pledge in pledges]
