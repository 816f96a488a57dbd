"""Builders for the shop: a product ready to launch, an open campaign, a pledge. All but the pictures go through the acts."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.launching import launch
from commerce.campaigns.settlement import settle_due
from commerce.campaigns.terms import Terms, set_terms
from commerce.catalog.describing import add_picture, describe, set_options
from commerce.catalog.drafting import draft
from commerce.catalog.product import Product
from commerce.catalog.queries import whole
from commerce.payments.account import AccountState, BankAccount, account_in_force
from commerce.pledges.pledging import place
from kernel.clock import now, travel
from kernel.database import db, transaction
from kernel.pictures import Picture

IBAN = "DE89370400440532013000"
SHIPPING = (("Germany", 490), ("European Union", 990))


def terms(**changes):
    """Terms of a campaign that opens now, for a week, from 10 units to 20."""
    at = now()
    plain = {
        "price_minor": 4900,
        "tax_basis_points": 1900,
        "minimum_units": 10,
        "cap_units": 20,
        "opens_at": at,
        "closes_at": at + timedelta(days=7),
        "promised_on": (at + timedelta(days=120)).date(),
        "shipping": SHIPPING,
    }
    return Terms(**(plain | changes))


def fresh(thing):
    """The product (or a campaign's product) again, with everything that its page needs."""
    product_id = thing.product_id if isinstance(thing, Campaign) else thing.id
    db.session.expire_all()
    return db.session.scalars(select(Product).filter_by(id=product_id).options(*whole())).unique().one()


def an_account(staff, holder="Commonmade GmbH", iban=IBAN):
    """An account that is in force from now on, not yet stored; who may make it so is for its own tests."""
    agreed = {"state": AccountState.AGREED, "proposed_at": now(), "in_force_from": now()}
    return BankAccount(holder=holder, iban=iban, proposed_by_id=staff.id, **agreed)


def a_product(staff, name="Lamp of oak", options=("Small", "Large"), **changes):
    """A draft that lacks nothing but its launch."""
    with transaction():
        if account_in_force(now()) is None:
            db.session.add(an_account(staff))
        product = draft(staff, name, summary="A lamp that you can mend.")
        product = fresh(product)
        describe(staff, product, name, "A lamp that you can mend.", "Made of *oak*.", "The oak may be late.")
        set_options(staff, product, options)
        picture = Picture(key=uuid4().hex, width=1280, height=960, alt="A lamp on a table")
        db.session.add(picture)
        db.session.flush()
        add_picture(staff, product, picture)
        set_terms(staff, product.campaign, terms(**changes))
    return fresh(product)


def a_campaign(staff, **changes):
    """An open campaign; its product is loaded with everything."""
    product = a_product(staff, **changes)
    with transaction():
        launch(staff, product, product.campaign)
    return with_product(fresh(product))


def with_product(product):
    """Its campaign, holding on to the product that it was loaded with."""
    set_committed_value(product.campaign, "product", product)
    return product.campaign


def a_pledge(member, campaign, quantity=1, option=0, region="Germany"):
    """A placed pledge."""
    campaign = with_product(fresh(campaign))
    with transaction():
        return place(member, campaign, campaign.product.options[option], quantity, region)


def closed(campaign):
    """A moment after the window: use as `with closed(campaign):`."""
    return travel(campaign.closes_at + timedelta(seconds=1))


def settle_now():
    """What the clock does once a campaign has closed."""
    with transaction():
        settle_due()
