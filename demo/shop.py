"""A viable concept of the demo world becomes a product: described, priced, pledged, settled, paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.launching import launch
from commerce.campaigns.terms import Terms, set_terms
from commerce.catalog.describing import add_picture, describe, set_options
from commerce.catalog.product import Product
from commerce.payments.collecting import record_payment
from commerce.pledges.addressing import address
from commerce.pledges.pledge import Pledge
from commerce.pledges.pledging import place
from commerce.pledges.states import PledgeState
from demo.people import People
from demo.story import Story
from ideas.concepts.concept import Concept
from kernel.clock import now
from kernel.database import db
from kernel.pictures import Picture
from kernel.uploads import keep_picture
from members.accounts.member import Member

PICTURES = Path(__file__).parent / "pictures"
STREETS = ("Lindenweg", "Seestraße", "Am Markt", "Gartenweg", "Holzgasse")
REGIONS = (("Germany", 490), ("European Union", 990), ("Elsewhere", 1890))


@dataclass(frozen=True)
class Offer:
    """One product's campaign: its words, price in cents, minimum, cap and days from the telling."""

    title: str
    picture: str
    alt: str
    options: Sequence[str]
    price_minor: int
    minimum: int
    cap: int
    opens: float
    closes: float
    words: str
    risks: str
    pledgers: int


def picture(people: People, name: str, alt: str) -> Picture:
    """One of the world's own pictures, re-encoded and stored in the way every upload is."""
    kept = keep_picture((PICTURES / f"{name}.webp").read_bytes(), alt, people.get("ines").id)
    db.session.add(kept)
    db.session.flush()
    return kept


def product_of(title: str) -> Product:
    """The product that came of the concept with this title, with what acts need loaded."""
    return db.session.scalars(
        select(Product)
        .join(Concept, Concept.id == Product.concept_id)
        .where(Concept.title == title)
        .options(
            selectinload(Product.options),
            selectinload(Product.pictures),
            selectinload(Product.credits),
            selectinload(Product.campaign).options(
                selectinload(Campaign.shipping_rates), selectinload(Campaign.settlement)
            ),
        )
        .execution_options(populate_existing=True)
    ).one()


def campaign_of(product: Product) -> Campaign:
    """The campaign of a product that has one."""
    if product.campaign is None:
        raise LookupError(product.slug)
    return product.campaign


def offer(story: Story, people: People, what: Offer) -> None:
    """Schedule the campaign: prepared and launched, pledged day by day, settled by the clock."""
    story.at(what.opens - 0.5, _prepare, story, people, what)
    for one in range(what.pledgers):
        day = what.opens + 0.1 + (what.closes - what.opens - 0.2) * (one / what.pledgers) ** 1.4
        story.at(day, _pledge, people, what, one)
    story.tick(what.closes + 0.02)


def _prepare(story: Story, people: People, what: Offer) -> None:
    ines, product = people.get("ines"), product_of(what.title)
    describe(ines, product, what.title, product.summary, what.words, what.risks)
    set_options(ines, product, what.options)
    add_picture(ines, product, picture(people, what.picture, what.alt))
    terms = Terms(
        price_minor=what.price_minor,
        tax_basis_points=1900,
        minimum_units=what.minimum,
        cap_units=what.cap,
        opens_at=story.moment(what.opens),
        closes_at=story.moment(what.closes),
        promised_on=story.moment(what.closes + 75).date(),
        shipping=REGIONS,
    )
    product = product_of(what.title)
    campaign = campaign_of(product)
    set_terms(ines, campaign, terms)
    launch(ines, product, campaign)


def _pledge(people: People, what: Offer, place_in_line: int) -> None:
    product = product_of(what.title)
    member = people.get("maya") if place_in_line == 0 else people.get(place_in_line * 3)
    option = product.options[place_in_line % len(product.options)]
    region = REGIONS[place_in_line % 5 // 2][0]
    pledge = place(member, campaign_of(product), option, 1 + (place_in_line % 7 == 0), region)
    if place_in_line % 6 != 5:
        say_where(member, pledge)


def say_where(member: Member, pledge: Pledge) -> None:
    """The member gives the address of their parcel."""
    street = STREETS[member.id % len(STREETS)]
    address(member, pledge, f"{member.name}\n{street} {member.id % 90 + 1}\n{10115 + member.id * 7} Berlin\nGermany")


def collect(people: People, title: str, every: int = 1) -> None:
    """Staff record the money of each pledge that is due; with every=4 each fourth one still owes."""
    product = product_of(title)
    due = db.session.scalars(
        select(Pledge)
        .where(Pledge.campaign_id == campaign_of(product).id, Pledge.state == PledgeState.DUE)
        .order_by(Pledge.id)
    ).all()
    for number, pledge in enumerate(due):
        if every == 1 or number % every:
            day = (now() - timedelta(hours=number)).date()
            record_payment(people.get("ines"), pledge, pledge.total_minor, day, "bank transfer")
