"""Parcels: staff send many at once and note arrivals; a pledger says on their own line that theirs has come."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from commerce.catalog.product import Product
from commerce.making import addresses, policy, queries
from commerce.making.correcting import correct_parcel, undo_arrival
from commerce.making.delivering import confirm, confirm_many
from commerce.making.forms import ParcelForm, ShipForm
from commerce.making.labels import read_fields, read_labels
from commerce.making.routes import bp
from commerce.making.routes.milestones import load
from commerce.making.shipment import Shipment
from commerce.making.shipping import ship
from commerce.reviews.queries import has_reviewed
from kernel.access import members_only, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.forms import marked
from kernel.htmx import answer, done

MOST_ID = 2**63


@bp.get("/products/<slug>/shipments")
@staff_only
def parcels(slug: str) -> Any:
    """What is to be sent, and what is on its way."""
    return _page(load(slug), ShipForm())


def _page(product: Product, form: ShipForm, status: int = 200) -> Any:
    number = request.args.get("page", 1, int)
    context = {
        "waiting": queries.pledges_to_ship(product.id, number),
        "arrived": queries.shipments_lately_arrived(product.id) if number == 1 else (),
        "away": queries.shipments_under_way(product.id, number),
        "verdict": policy.may_ship(viewer(), product, queries.inspection_in_force(product.id), now()),
        "missing": addresses.how_many_lack(product.id),
        "typed": {name: marked(value) for name, value in request.form.items()},
    }
    return render_template("commerce/making/parcels.html", product=product, form=form, **context), status


@bp.post("/products/<slug>/shipments")
@staff_only
def send(slug: str) -> Any:
    """Send every pledge that has a parcel number, by its field or its pasted line."""
    product = load(slug)
    form = ShipForm(request.form)
    if form.validate():
        with form.owning_errors():
            carrier = form.carrier.data or ""
            labels = [*read_fields(request.form.items(), carrier), *read_labels(form.labels.data or "", carrier)]
            with transaction():
                sent = ship(viewer(), product, labels)
            words = "1 parcel is on its way." if len(sent) == 1 else f"{len(sent)} parcels are on their way."
            return done(url_for("making.parcels", slug=slug), f"{words} Everybody concerned is told.")
    return _page(product, form, 422)


@bp.post("/products/<slug>/addresses/reminder")
@staff_only
def remind(slug: str) -> Any:
    """Ask everybody whose parcel cannot leave for want of an address."""
    product = load(slug)
    with transaction():
        asked = addresses.remind(viewer(), product)
    words = "1 member is asked for the address." if asked == 1 else f"{asked} members are asked for the address."
    return done(url_for("making.parcels", slug=slug), words)


@bp.post("/products/<slug>/deliveries")
@staff_only
def deliver(slug: str) -> Any:
    """Note that the ticked parcels have arrived."""
    product = load(slug)
    ids = [number for number in request.form.getlist("shipments", int) if 0 < number < MOST_ID]
    shipments = queries.shipments_with_ids(product.id, ids)
    with transaction():
        count = confirm_many(viewer(), shipments, product)
    words = "1 arrival is noted." if count == 1 else f"{count} arrivals are noted."
    return done(url_for("making.parcels", slug=slug), words)


@bp.get("/shipments/<int:shipment_id>")
@staff_only
def parcel(shipment_id: int) -> Any:
    """One parcel, where staff put right what was noted wrongly."""
    shipment = queries.shipment_with_id(shipment_id) or abort(404)
    return _parcel(shipment, ParcelForm(carrier=shipment.carrier, number=shipment.number))


def _parcel(shipment: Shipment, form: ParcelForm, status: int = 200) -> Any:
    product, at = shipment.pledge.campaign.product, now()
    reviewed = has_reviewed(product.id, shipment.pledge.member_id)
    may_undo = policy.may_undo_arrival(viewer(), shipment, reviewed, at)
    verdicts = {"may_correct": policy.may_correct_parcel(viewer(), shipment, at), "may_undo": may_undo}
    context = {"product": product, "parcel": shipment, "form": form, **verdicts}
    return render_template("commerce/making/parcel.html", **context), status


@bp.post("/shipments/<int:shipment_id>/correction")
@staff_only
def correct_number(shipment_id: int) -> Any:
    """Give it its right number, and tell who waits for it."""
    shipment, form = queries.shipment_with_id(shipment_id) or abort(404), ParcelForm(request.form)
    product = shipment.pledge.campaign.product
    if form.validate():
        with form.owning_errors():
            with transaction():
                correct_parcel(viewer(), shipment, product, form.carrier.data, form.number.data)
            return done(url_for("making.parcels", slug=product.slug), "Corrected, and the person who waits is told.")
    return _parcel(shipment, form, 422)


@bp.post("/shipments/<int:shipment_id>/arrival/removal")
@staff_only
def unarrive(shipment_id: int) -> Any:
    """Say that it has not arrived after all."""
    shipment = queries.shipment_with_id(shipment_id) or abort(404)
    product = shipment.pledge.campaign.product
    with transaction():
        undo_arrival(viewer(), shipment, product)
    return done(url_for("making.parcels", slug=product.slug), "It is on its way again.")


@bp.post("/shipments/<int:shipment_id>/arrival")
@members_only
def arrive(shipment_id: int) -> Any:
    """Say that a parcel has come."""
    shipment = queries.shipment_with_id(shipment_id) or abort(404)
    product = shipment.pledge.campaign.product
    with transaction():
        confirm(viewer(), shipment, product)
    lines = queries.my_lines(product.id, viewer())
    to = url_for("products.show", slug=product.slug, _anchor="making")
    words = "Good that it came. You can review it now."
    return answer("commerce/making/_mine.html", to, words, product=product, lines=lines)
