"""After a campaign: milestones, an inspection, parcels, reviews, and the themes and signals that open the next brief."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from commerce.catalog.product import Product
from commerce.making.delivering import confirm
from commerce.making.inspecting import Findings, report
from commerce.making.inspection import InspectionVerdict
from commerce.making.labels import Label
from commerce.making.promising import promise, reach
from commerce.making.queries import milestones_of, product_named, shipment_with_id
from commerce.making.shipment import Shipment
from commerce.making.shipping import ship
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from commerce.reviews.gathering import gather
from commerce.reviews.queries import parcel_and_review
from commerce.reviews.replying import reply
from commerce.reviews.reviewing import Wording, write
from commerce.reviews.sentence import ReviewSentence
from commerce.reviews.signalling import signal
from commerce.reviews.theme_queries import product_to_gather, theme_with_id
from demo.people import WORLD, People
from demo.shop import campaign_of, picture, product_of, say_where
from demo.story import Story
from ideas.rounds.answering import SignalAnswers
from ideas.rounds.signal import Signal
from kernel.database import db

STEPS = (
    ("Wood and cloth ordered", 12),
    ("First sample approved", 26),
    ("Series finished", 52),
    ("Packed for sending", 60),
)
CHECKS = """
Every moving part, fifty times
Measured against the drawing
Dropped from the table, twice
Looked at by somebody who did not make it
"""
ANSWER = "Thank you for telling us. A new part is on its way to you, and the next brief names this."


def seen(people: People, title: str) -> Product:
    """The product of this concept as making's acts need it."""
    product = product_named(product_of(title).slug, people.get("ines"))
    if product is None:
        raise LookupError(title)
    return product


def make(story: Story, people: People, title: str, closed: float, done: bool) -> None:
    """Schedule the promises and those kept so far; when done, the inspection and every parcel too."""
    story.at(closed + 8, _promise, story, people, title, closed)
    for place, (step, after) in enumerate(STEPS):
        if done or place < 2:
            story.at(closed + after + place, _reach, people, title, step, place)
    if done:
        story.at(closed + 64, _inspect, people, title)
        story.at(closed + 65, _ship, people, title)
        for parcel in range(80):
            story.at(closed + 67 + parcel / 50, _arrive, people, title, parcel)


def _promise(story: Story, people: People, title: str, closed: float) -> None:
    for step, after in STEPS:
        promise(people.get("ines"), seen(people, title), step, story.moment(closed + after + 2).date())


def _reach(people: People, title: str, step: str, place: int) -> None:
    product = seen(people, title)
    milestone = next(one for one in milestones_of(product.id) if one.title == step)
    shown = [picture(people, "workshop", "The bench, with the first pieces standing on it")] if place in (1, 2) else []
    reach(people.get("ines"), milestone, product, f"{step}. Thank you for waiting with us.", shown)


def _inspect(people: People, title: str) -> None:
    found = Findings(
        20, 1, CHECKS, "One of twenty had a loose screw; all have been tightened again.", InspectionVerdict.PASSED
    )
    report(
        people.get("ines"), seen(people, title), found, [picture(people, "parcels", "Parcels ready to be collected")]
    )


def _ship(people: People, title: str) -> None:
    product = seen(people, title)
    paid = db.session.scalars(
        select(Pledge)
        .where(Pledge.campaign_id == campaign_of(product).id, Pledge.state == PledgeState.PAID)
        .order_by(Pledge.id)
        .options(joinedload(Pledge.member))
    ).all()
    for one in paid:
        if not one.deliver_to:
            say_where(one.member, one)  # the last ones say it just in time
    labels = [Label(line, one.reference, "DHL", f"JD0146000{one.id:06}") for line, one in enumerate(paid, 1)]
    ship(people.get("ines"), product, labels)


def _arrive(people: People, title: str, number: int) -> None:
    """The parcel in this place of the line arrives: most say so themselves, staff note the others."""
    product = seen(people, title)
    parcels = db.session.scalars(
        select(Shipment)
        .join(Pledge, Pledge.id == Shipment.pledge_id)
        .where(Pledge.campaign_id == campaign_of(product).id)
        .order_by(Shipment.id)
        .options(joinedload(Shipment.pledge).joinedload(Pledge.member))
    ).all()
    if number < len(parcels):
        parcel = shipment_with_id(parcels[number].id)
        if parcel is not None and not parcel.is_delivered:
            confirm(people.get("ines") if number % 3 == 2 else parcels[number].pledge.member, parcel, product)


def deliver_and_review(story: Story, people: People, title: str, first: float, numbers: Iterable[int]) -> None:
    """Schedule the reviews with these numbers in the file, and the theme and signals that come of them."""
    with (WORLD / "reviews.toml").open("rb") as file:
        words = tomllib.load(file)["review"]
    for place, number in enumerate(numbers):
        story.at(first + 2 + place * 4, _review, people, title, place, words[number])
    if title.startswith("The hush"):
        minute, tight = "Cleaning must take a minute, not ten.", "The crank must stay tight and fit large hands."
        story.at(-100, _gather, people, title, "Cleaning", ("clean", "washed"), minute)
        story.at(-99, _gather, people, title, "Crank", ("crank", "handle"), tight)


def _review(people: People, title: str, place: int, words: dict[str, Any]) -> None:
    product = seen(people, title)
    parcel = db.session.scalars(
        select(Shipment)
        .join(Pledge, Pledge.id == Shipment.pledge_id)
        .where(Pledge.campaign_id == campaign_of(product).id)
        .order_by(Shipment.id)
        .offset(place)
        .limit(1)
        .options(joinedload(Shipment.pledge).joinedload(Pledge.member))
    ).first()
    if parcel is None:
        return
    author = parcel.pledge.member
    mine, own = parcel_and_review(product.id, author)
    performance, looks, price, packaging = words["scores"]
    text = str(words["text"])
    wording = Wording(performance, looks, price, packaging, text.split(".")[0][:80], text, str(words["wish"]))
    review = write(author, product, mine, own, wording)
    if performance < 5:
        reply(people.get("ines"), review, ANSWER)


def _gather(people: People, title: str, name: str, stems: tuple[str, ...], statement: str) -> None:
    product = product_to_gather(product_of(title).id)
    if product is None:
        raise LookupError(title)
    lines = db.session.scalars(
        select(ReviewSentence).where(ReviewSentence.product_id == product.id).order_by(ReviewSentence.id)
    )
    chosen = [line for line in lines if any(stem in line.text.lower() for stem in stems)]
    theo = people.get("theo")
    theme = gather(theo, product, name, chosen)
    db.session.flush()
    told = theme_with_id(theme.id)
    if told is not None:
        signal(theo, told, product, statement)


def picked_signals(title: str) -> SignalAnswers:
    """Pick what reviews say of cleaning; give a reason for each other signal. Without a title, pick nothing."""
    signals = db.session.scalars(select(Signal).options(selectinload(Signal.forum))).all()
    picked = frozenset(one.id for one in signals if title and "lean" in one.statement)
    reason = (
        "The crank is mended by a new screw that every owner gets; it needs no round."
        if title
        else "It was answered by the round before."
    )
    return SignalAnswers(picked, {one.id: reason for one in signals if one.id not in picked})
