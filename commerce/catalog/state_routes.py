"""Where staff move a product between its states: the look before launch, and each way out with its way back."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.launching import launch as launch_campaign
from commerce.campaigns.launching import sight_of
from commerce.campaigns.launching import take_back as take_campaign_back
from commerce.campaigns.policy import may_launch
from commerce.campaigns.preview import preview_of
from commerce.campaigns.readiness import missing
from commerce.catalog import listing
from commerce.catalog.editor_routes import bp, editor_page, editor_url, the_product
from commerce.catalog.forms import DropForm, RetirementForm, TakingBackForm
from commerce.catalog.product import Product
from commerce.payments.account import account_in_force
from kernel.access import freshly_proven, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.forms import Form
from kernel.htmx import done


def _page(slug: str) -> str:
    return url_for("products.show", slug=slug)


def _campaign(product: Product) -> Campaign:
    return product.campaign or abort(404)


@bp.get("/products/<slug>/launch")
@staff_only
def look(slug: str) -> Any:
    """The offer as shoppers will see it, with its sums, before it is fixed."""
    return _look(the_product(slug), Form())


def _look(product: Product, form: Form, code: int = 200) -> Any:
    campaign, at = _campaign(product), now()
    lacking = missing(product, campaign, account_in_force(at) is not None, at)
    may = may_launch(viewer(), campaign, lacking, at)
    if not may:
        return done(editor_url(product.slug), may.reason)
    shown = {"product": product, "campaign": campaign, "form": form, "at": at}
    seen, sums = sight_of(product, campaign), preview_of(campaign, at)
    return render_template("commerce/catalog/look.html", **shown, seen=seen, sums=sums), code


@bp.post("/products/<slug>/launch")
@staff_only
@freshly_proven("launch a campaign: its terms are fixed from then on")
def launch(slug: str) -> Any:
    product, form = the_product(slug), Form(request.form)
    with form.owning_errors():
        with transaction():
            launch_campaign(viewer(), product, _campaign(product), request.form.get("seen", ""))
        return done(_page(slug), "Launched. The terms are fixed from now on.")
    return _look(the_product(slug), form, 422)


@bp.post("/products/<slug>/launch/removal")
@staff_only
def take_back(slug: str) -> Any:
    """Make an offer that nobody has pledged for a draft again."""
    product, form = the_product(slug), TakingBackForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                take_campaign_back(viewer(), product, _campaign(product), form.reason.data)
            return done(editor_url(slug), "The offer is taken back. Change what you like, then launch it again.")
    return editor_page(slug, 422, taking_back=form)


@bp.post("/products/<slug>/listing")
@staff_only
def put_on_list(slug: str) -> Any:
    with transaction():
        listing.list_product(viewer(), the_product(slug))
    return done(_page(slug), "The product is listed.")


@bp.post("/products/<slug>/retirement")
@staff_only
def retire(slug: str) -> Any:
    product, form = the_product(slug), RetirementForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                listing.retire(viewer(), product, form.reason.data)
            return done(_page(slug), "The product is retired; its page stays.")
    return editor_page(slug, 422, retirement=form)


@bp.post("/products/<slug>/retirement/removal")
@staff_only
def bring_back(slug: str) -> Any:
    with transaction():
        listing.bring_back(viewer(), the_product(slug))
    return done(_page(slug), "The product is on the list again.")


@bp.post("/products/<slug>/drop")
@staff_only
def drop(slug: str) -> Any:
    product, form = the_product(slug), DropForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                listing.drop(viewer(), product, form.reason.data)
            told = ", and everybody who supported the concept is told why" if product.concept_id else ""
            return done(editor_url(slug), f"The draft is dropped{told}.")
    return editor_page(slug, 422, dropping=form)


@bp.post("/products/<slug>/drop/removal")
@staff_only
def take_up(slug: str) -> Any:
    with transaction():
        listing.take_up(viewer(), the_product(slug))
    return done(editor_url(slug), "It is a draft again.")
