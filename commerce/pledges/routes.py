"""Pledging on the product's page, and a member's own pledges."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from commerce.catalog.page import beside
from commerce.catalog.product import Product
from commerce.catalog.queries import product_for
from commerce.payments.gateways import bank_transfer
from commerce.payments.queries import money_of
from commerce.pledges.addressing import address
from commerce.pledges.forms import AddressForm, address_form
from commerce.pledges.offer import Offer, offer_to, price_of
from commerce.pledges.pledge import Pledge
from commerce.pledges.pledging import place as place_pledge
from commerce.pledges.pledging import withdraw as withdraw_pledge
from commerce.pledges.policy import may_address, may_withdraw
from commerce.pledges.queries import pledge_for, pledges_of
from kernel.access import members_only, public, require_proof, signed_in, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done, is_fragment
from kernel.rules import RuleBroken
from kernel.throttle import check

bp = Blueprint("pledges", __name__)
PER_HOUR = 60
AGREED = re.compile("[0-9]{1,15}")


def _product(slug: str) -> Product:
    product = product_for(viewer(), slug)
    if product is None or product.campaign is None:
        abort(404)
    return product


def _pledge(pledge_id: int) -> Pledge:
    pledge = pledge_for(viewer(), pledge_id)
    if pledge is None:
        abort(404)
    return pledge


@bp.get("/products/<slug>/price")
@public
def price(slug: str) -> Any:
    """What the chosen quantity and region cost all-in."""
    product = _product(slug)
    quantity, region = request.args.get("quantity", type=int), request.args.get("region", "")
    campaign = product.campaign
    if campaign is None:
        abort(404)
    price = price_of(campaign, quantity, region)
    if price is None or not campaign.is_launched:
        abort(404)
    told = {"campaign": campaign, "price": price, "region": region, "is_out_of_range": quantity != price.quantity}
    body = render_template("commerce/campaigns/_price.html", **told)
    return body + render_template("commerce/campaigns/_bar_price.html", **told, oob=True) if is_fragment() else body


@bp.get("/products/<slug>/joining")
@public
def join(slug: str) -> Any:
    """To an account and back to this very choice; or only back to it, with its price."""
    product = _product(slug)
    chosen: dict[str, Any] = {
        name: request.args[name][:60] for name in ("option", "quantity", "region") if request.args.get(name)
    }
    back = url_for("products.show", slug=product.slug, **chosen, _anchor="pledge-form")
    if "look" in request.args:
        return redirect(back, 303)
    return redirect(url_for("sessions.sign_in" if "known" in request.args else "accounts.sign_up", next=back), 303)


@bp.post("/products/<slug>/pledge")
@members_only
def place(slug: str) -> Any:
    check("pledge", viewer().id, PER_HOUR, 3600)
    offer = _offer(slug)
    form, broken = offer.form, None
    if "look" in request.form:
        return _again(offer)
    if form is not None and form.validate():
        option = next(option for option in offer.product.options if option.id == form.option.data)
        agreed = int(form.agreed.data) if AGREED.fullmatch(form.agreed.data or "") else None
        try:
            with transaction():
                pledge = place_pledge(viewer(), offer.campaign, option, form.quantity.data, form.region.data, agreed)
        except RuleBroken as error:
            broken = error
        else:
            words = "Your pledge is changed." if offer.mine else "You have pledged. You pay nothing today."
            return done(url_for("pledges.show", pledge_id=pledge.id), words)
    return _refused(slug, broken)


def _offer(slug: str) -> Offer:
    """The offer as it now stands, its form holding what was typed."""
    offer = offer_to(viewer(), _product(slug), request.form)
    if offer is None or offer.form is None:
        abort(404)
    return offer


def _refused(slug: str, broken: RuleBroken | None) -> Any:
    """The page again with what was typed, the price of that, and what was wrong; read anew, since a rollback forgets."""
    offer = _offer(slug)
    if offer.form is None:
        abort(404)
    offer.form.validate()
    if broken is not None:
        offer.form.add_error(broken)
    return _again(offer, 422)


def _again(offer: Offer, code: int = 200) -> Any:
    """The panel, alone or on its page, with the price of what was chosen."""
    if is_fragment():
        return render_template("commerce/campaigns/_panel.html", offer=offer), code
    return render_template("commerce/catalog/product.html", **beside(viewer(), offer.product), offer=offer), code


@bp.get("/pledges")
@signed_in
def index() -> Any:
    """The reader's own pledges."""
    return render_template("commerce/pledges/pledges.html", pledges=pledges_of(viewer()), at=now())


@bp.get("/pledges/<int:pledge_id>")
@signed_in
def show(pledge_id: int) -> Any:
    """One pledge for its member and staff: what, how much, what happens when, every step."""
    return _shown(_pledge(pledge_id))


def _shown(pledge: Pledge, form: AddressForm | None = None, code: int = 200) -> Any:
    at = now()
    return render_template(
        "commerce/pledges/pledge.html",
        pledge=pledge,
        at=at,
        own=pledge.member_id == viewer().id,
        movements=money_of(pledge),
        instruction=bank_transfer.instruct(pledge),
        form=form or address_form(pledge, pledge.member_id == viewer().id),
        may_withdraw=may_withdraw(viewer(), pledge, at),
        may_address=may_address(viewer(), pledge, at),
    ), code


@bp.post("/pledges/<int:pledge_id>/removal")
@members_only
def withdraw(pledge_id: int) -> Any:
    pledge = _pledge(pledge_id)
    slug = pledge.campaign.product.slug
    with transaction():
        withdraw_pledge(viewer(), pledge)
    if request.form.get("on") == "product":
        return done(url_for("products.show", slug=slug, _anchor="campaign"), "Your pledge is withdrawn.")
    return done(url_for("pledges.show", pledge_id=pledge_id), "Your pledge is withdrawn.")


@bp.post("/pledges/<int:pledge_id>/address")
@members_only
def send_to(pledge_id: int) -> Any:
    """Say where the parcel goes: its member, or staff with a reason."""
    pledge = _pledge(pledge_id)
    own = pledge.member_id == viewer().id
    if not own:
        require_proof("say where somebody’s parcel goes.")
    form = address_form(pledge, own, request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                address(viewer(), pledge, form.deliver_to.data or "", form.data.get("reason") or "")
            to = url_for("pledges.show", pledge_id=pledge_id, _anchor="address")
            return done(to, "The address is saved. The parcel goes there.")
    return _shown(_pledge(pledge_id), form, 422)
