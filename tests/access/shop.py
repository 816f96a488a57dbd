"""Products, campaigns, pledges, payments and making in the access table."""

from contextlib import ExitStack
from datetime import timedelta

from commerce.making.promising import promise
from commerce.payments.account import BankAccount
from kernel import clock
from kernel.database import transaction
from tests.access.kinds import ADMINS, EVERYBODY, MEMBERS, OTHERS, SIGNED_IN, STAFF, _row, get, post
from tests.cast import add
from tests.commerce.cast import IBAN, a_campaign, a_pledge, a_product
from tests.commerce.making.cast import paid, shipped

OWN_PLEDGE = _row("s g o g g o o s")
OWN_TO_CHANGE = _row("s n o g g n n s")
OWN_PARCEL = _row("s n o n n o o s")
NEVER_NOW = _row("s n n n n n n s")  # a paid pledge cannot lapse
OPEN = {"slug": "open product"}
MADE = {"slug": "made product"}
DRAFTED = {"slug": "drafted product"}
STEP = {"milestone_id": "milestone", **MADE}

SHOP_ROWS = [
    get("/products", EVERYBODY),
    post("/products", STAFF),
    get("/products/<slug>", EVERYBODY, **OPEN),
    get("/products/<slug>/edit", STAFF, **DRAFTED),
    post("/products/<slug>/drop", STAFF, **DRAFTED),
    post("/products/<slug>/drop/removal", OTHERS, **DRAFTED),
    post("/products/<slug>/forum", STAFF, **DRAFTED),
    get("/products/<slug>/launch", STAFF, **DRAFTED),
    post("/products/<slug>/launch", STAFF, **DRAFTED),
    post("/products/<slug>/launch/removal", STAFF, **DRAFTED),
    post("/products/<slug>/listing", STAFF, **DRAFTED),
    post("/products/<slug>/pictures", STAFF, **DRAFTED),
    post("/products/<slug>/pictures/<int:shown_id>/removal", STAFF, shown_id="shown picture", **DRAFTED),
    post("/products/<slug>/retirement", STAFF, **DRAFTED),
    post("/products/<slug>/retirement/removal", OTHERS, **DRAFTED),
    post("/products/<slug>/terms", STAFF, **DRAFTED),
    post("/products/<slug>/words", STAFF, **DRAFTED),
    get("/products/<slug>/joining", EVERYBODY, **OPEN),
    get("/products/<slug>/price", EVERYBODY, **OPEN),
    post("/products/<slug>/pledge", MEMBERS, **OPEN),
    get("/pledges", SIGNED_IN),
    get("/pledges/<int:pledge_id>", OWN_PLEDGE, pledge_id="pledge"),
    post("/pledges/<int:pledge_id>/address", _row("s n o g g o o s"), pledge_id="pledge"),
    post("/pledges/<int:pledge_id>/removal", OWN_TO_CHANGE, pledge_id="pledge"),
    get("/payments", STAFF),
    get("/bank-account", STAFF),
    post("/bank-account", ADMINS),
    post("/bank-account/<int:account_id>/confirmation", ADMINS, account_id="proposed account"),
    post("/bank-account/<int:account_id>/removal", ADMINS, account_id="proposed account"),
    get("/products/<slug>/payments", STAFF, **MADE),
    post("/pledges/<int:pledge_id>/lapse", NEVER_NOW, pledge_id="paid pledge"),
    get("/pledges/<int:pledge_id>/money", STAFF, pledge_id="paid pledge"),
    post("/pledges/<int:pledge_id>/payments", STAFF, pledge_id="paid pledge"),
    post("/pledges/<int:pledge_id>/refunds", STAFF, pledge_id="paid pledge"),
]

MAKING_ROWS = [
    get("/products/<slug>/making", EVERYBODY, **MADE),
    post("/products/<slug>/milestones", STAFF, **MADE),
    get("/products/<slug>/milestones/<int:milestone_id>", STAFF, **STEP),
    post("/products/<slug>/milestones/<int:milestone_id>/completion", STAFF, **STEP),
    post("/products/<slug>/milestones/<int:milestone_id>/correction", STAFF, **STEP),
    post("/products/<slug>/milestones/<int:milestone_id>/moves", STAFF, **STEP),
    get("/products/<slug>/inspections", EVERYBODY, **MADE),
    post("/products/<slug>/inspections", STAFF, **MADE),
    get("/products/<slug>/inspections/new", STAFF, **MADE),
    get("/products/<slug>/shipments", STAFF, **MADE),
    post("/products/<slug>/shipments", STAFF, **MADE),
    post("/products/<slug>/addresses/reminder", STAFF, **MADE),
    post("/products/<slug>/deliveries", STAFF, **MADE),
    get("/shipments/<int:shipment_id>", STAFF, shipment_id="shipment"),
    post("/shipments/<int:shipment_id>/correction", STAFF, shipment_id="shipment"),
    post("/shipments/<int:shipment_id>/arrival/removal", OTHERS, shipment_id="shipment"),
    post("/shipments/<int:shipment_id>/arrival", OWN_PARCEL, shipment_id="shipment"),
]


def things_to_sell(staff, member, other):
    """A product that is made and on its way to the member, one with an open campaign, and one in draft."""
    with ExitStack() as past:
        past.enter_context(clock.travel(timedelta(days=-60)))
        product, pledges = paid(staff, lambda to: past.enter_context(clock.travel(to)), member, other)
        with transaction():
            step = promise(staff, product, "Moulds cut", (clock.now() + timedelta(days=90)).date())
        made = {"made product": product.slug, "paid pledge": pledges[1].id, "milestone": step.id}
        made["shipment"] = shipped(staff, product, pledges[0])[0].id
    drafted = a_product(staff, name="Kettle of steel")
    draft = {"drafted product": drafted.slug, "shown picture": drafted.pictures[0].id}
    campaign = a_campaign(staff, name="Stool of ash")
    waits = add(BankAccount(holder="Commonmade GmbH", iban=IBAN, proposed_by_id=staff.id))
    return (
        made
        | draft
        | {"proposed account": waits.id}
        | {"open product": campaign.product.slug, "pledge": a_pledge(member, campaign).id}
    )
