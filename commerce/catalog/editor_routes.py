"""Staff's pages of the shop: every product, and the one page where a draft becomes a campaign."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from commerce.campaigns.forms import TermsForm, terms_form
from commerce.campaigns.launching import launch as launch_campaign
from commerce.campaigns.policy import may_launch, may_set_terms
from commerce.campaigns.readiness import missing
from commerce.campaigns.terms import set_terms
from commerce.catalog.describing import add_picture, describe, remove_picture, set_options
from commerce.catalog.drafting import draft
from commerce.catalog.forms import NewProductForm, PictureForm, RetirementForm, WordsForm, words_form
from commerce.catalog.listing import list_product
from commerce.catalog.listing import retire as retire_product
from commerce.catalog.policy import may_describe, may_list, may_retire
from commerce.catalog.product import Product, ProductState
from commerce.catalog.queries import for_staff, product_for
from commerce.payments.account import account_in_force
from kernel.access import freshly_proven, staff_only, viewer
from kernel.clock import now
from kernel.database import db, transaction
from kernel.htmx import done
from kernel.rules import RuleBroken
from kernel.uploads import store_picture, takes_pictures

bp = Blueprint("shop", __name__)


@bp.get("/shop")
@staff_only
def index() -> Any:
    """Every product, drafts first asked for."""
    wanted = request.args.get("state", "")
    state = next((one for one in ProductState if one == wanted), None)
    page = for_staff(state, request.args.get("page", 1, type=int))
    return render_template("commerce/catalog/shop.html", page=page, state=state, form=NewProductForm(), at=now())


@bp.post("/products")
@staff_only
def create() -> Any:
    form = NewProductForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                product = draft(viewer(), form.name.data, summary=form.summary.data or "")
            return done(_editor(product.slug), "A draft. Nobody but staff sees it yet.")
    return render_template("commerce/catalog/shop.html", page=for_staff(None, 1), state=None, form=form, at=now()), 422


def _editor(slug: str, part: str = "") -> str:
    return url_for("shop.edit", slug=slug, _anchor=f"part-{part}" if part else None)


def _product(slug: str) -> Product:
    product = product_for(viewer(), slug)
    if product is None:
        abort(404)
    return product


@bp.get("/products/<slug>/edit")
@staff_only
def edit(slug: str) -> Any:
    """Words, options, pictures, terms, and what is still missing before launch."""
    return _page(slug)


def _page(slug: str, code: int = 200, **forms: Any) -> Any:
    product, at = _product(slug), now()
    campaign = product.campaign
    if campaign is None:
        abort(404)
    lacking = missing(product, campaign, account_in_force(at) is not None, at)
    return render_template(
        "commerce/catalog/editor.html",
        product=product,
        campaign=campaign,
        lacking=lacking,
        words=forms.get("words") or words_form(product),
        picture=forms.get("picture") or PictureForm(),
        terms=forms.get("terms") or terms_form(campaign),
        retirement=forms.get("retirement") or RetirementForm(),
        may_describe=may_describe(viewer(), product, at),
        may_set_terms=may_set_terms(viewer(), campaign, at),
        may_launch=may_launch(viewer(), campaign, lacking, at),
        may_list=may_list(viewer(), product, at),
        may_retire=may_retire(viewer(), product, at),
    ), code


@bp.post("/products/<slug>/words")
@staff_only
def save_words(slug: str) -> Any:
    product, form = _product(slug), WordsForm(request.form)
    if form.validate():
        typed = {name: form[name].data or "" for name in ("name", "summary", "words", "risks")}
        with form.owning_errors():
            with transaction():
                describe(viewer(), product, **typed)
                set_options(viewer(), product, (form.options.data or "").splitlines())
            return done(_editor(slug, "words"), "The words are saved.")
    return _page(slug, 422, words=form)


@bp.post("/products/<slug>/terms")
@staff_only
def save_terms(slug: str) -> Any:
    campaign, form = _product(slug).campaign, TermsForm(request.form)
    if campaign is not None and form.validate():
        with form.owning_errors():
            with transaction():
                set_terms(viewer(), campaign, form.terms())
            return done(_editor(slug, "terms"), "The terms are saved.")
    return _page(slug, 422, terms=form)


@bp.post("/products/<slug>/pictures")
@staff_only
@takes_pictures()
def post_picture(slug: str) -> Any:
    product, form = _product(slug), PictureForm(request.form)
    upload = request.files.get("picture")
    if form.validate():
        with form.owning_errors():
            if upload is None or not upload.filename:
                raise RuleBroken("Choose a picture.", "picture")
            picture = store_picture(upload, form.alt.data, viewer().id)
            with transaction():
                db.session.add(picture)
                db.session.flush()
                add_picture(viewer(), product, picture)
            return done(_editor(slug, "pictures"), "The picture is added.")
    return _page(slug, 422, picture=form)


@bp.post("/products/<slug>/pictures/<int:shown_id>/removal")
@staff_only
def remove(slug: str, shown_id: int) -> Any:
    product = _product(slug)
    shown = next((shown for shown in product.pictures if shown.id == shown_id), None)
    if shown is None:
        abort(404)
    with transaction():
        remove_picture(viewer(), product, shown)
    return done(_editor(slug, "pictures"), "The picture is removed.")


@bp.post("/products/<slug>/launch")
@staff_only
@freshly_proven("launch a campaign: its terms are fixed from then on")
def launch(slug: str) -> Any:
    product = _product(slug)
    if product.campaign is None:
        abort(404)
    with transaction():
        launch_campaign(viewer(), product, product.campaign)
    return done(url_for("products.show", slug=slug), "Launched. The terms are fixed from now on.")


@bp.post("/products/<slug>/listing")
@staff_only
def put_on_list(slug: str) -> Any:
    with transaction():
        list_product(viewer(), _product(slug))
    return done(url_for("products.show", slug=slug), "The product is listed.")


@bp.post("/products/<slug>/retirement")
@staff_only
def retire(slug: str) -> Any:
    product, form = _product(slug), RetirementForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                retire_product(viewer(), product, form.reason.data)
            return done(url_for("products.show", slug=slug), "The product is retired; its page stays.")
    return _page(slug, 422, retirement=form)
