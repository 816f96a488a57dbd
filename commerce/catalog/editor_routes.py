"""Staff's pages of the shop: every product, and the one page where a draft becomes a campaign."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.forms import TermsForm, terms_form
from commerce.campaigns.policy import may_launch, may_set_terms, may_take_back
from commerce.campaigns.readiness import missing
from commerce.campaigns.terms import set_terms
from commerce.catalog.describing import add_picture, describe, place_in, remove_picture, set_options
from commerce.catalog.drafting import draft
from commerce.catalog.forms import (
    DropForm,
    ForumForm,
    NewProductForm,
    PictureForm,
    RetirementForm,
    TakingBackForm,
    WordsForm,
    among,
    words_form,
)
from commerce.catalog.policy import may_change_pictures, may_describe, may_list, may_place, may_retire
from commerce.catalog.product import Product, ProductState
from commerce.catalog.queries import for_staff, last_step, product_for
from commerce.payments.account import account_in_force
from commerce.pledges.queries import waiting_in
from ideas.forums.queries import all_forums
from kernel.access import staff_only, viewer
from kernel.clock import now
from kernel.database import db, transaction
from kernel.htmx import done
from kernel.policy import Verdict
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
    form = among(NewProductForm(), all_forums())
    return render_template("commerce/catalog/shop.html", page=page, state=state, form=form, at=now())


@bp.post("/products")
@staff_only
def create() -> Any:
    forums = {forum.id: forum for forum in all_forums()}
    form = among(NewProductForm(request.form), list(forums.values()))
    if form.validate():
        with form.owning_errors():
            with transaction():
                forum = forums.get(form.forum.data)
                product = draft(viewer(), form.name.data, forum, summary=form.summary.data or "")
            return done(editor_url(product.slug), "A draft. Nobody but staff sees it yet.")
    return render_template("commerce/catalog/shop.html", page=for_staff(None, 1), state=None, form=form, at=now()), 422


def editor_url(slug: str, part: str = "") -> str:
    """Where a product is edited."""
    return url_for("shop.edit", slug=slug, _anchor=f"part-{part}" if part else None)


def the_product(slug: str) -> Product:
    """The product of this address with all that its page needs, or a 404."""
    product = product_for(viewer(), slug)
    if product is None:
        abort(404)
    return product


@bp.get("/products/<slug>/edit")
@staff_only
def edit(slug: str) -> Any:
    """Words, options, pictures, terms, and what is still missing before launch."""
    return editor_page(slug)


def editor_page(slug: str, code: int = 200, **forms: Any) -> Any:
    """The editor, with these forms as they were sent."""
    product, at = the_product(slug), now()
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
        dropping=forms.get("dropping") or DropForm(),
        taking_back=forms.get("taking_back") or TakingBackForm(),
        placing=forms.get("placing") or among(ForumForm(forum=product.forum_id or 0), all_forums()),
        why=last_step(product),
        **_verdicts(product, campaign, lacking, at),
    ), code


def _verdicts(product: Product, campaign: Campaign, lacking: list[str], at: datetime) -> dict[str, Verdict]:
    waiting = waiting_in(campaign) if product.state == ProductState.LISTED else 0
    return {
        "may_describe": may_describe(viewer(), product, at),
        "may_change_pictures": may_change_pictures(viewer(), product, at),
        "may_place": may_place(viewer(), product, at),
        "may_set_terms": may_set_terms(viewer(), campaign, at),
        "may_launch": may_launch(viewer(), campaign, lacking, at),
        "may_list": may_list(viewer(), product, at),
        "may_retire": may_retire(viewer(), product, waiting, at),
        "may_take_back": may_take_back(viewer(), campaign, at),
    }


@bp.post("/products/<slug>/words")
@staff_only
def save_words(slug: str) -> Any:
    product, form = the_product(slug), WordsForm(request.form)
    if form.validate():
        typed = {name: form[name].data or "" for name in ("name", "summary", "words", "risks")}
        with form.owning_errors():
            with transaction():
                describe(viewer(), product, **typed)
                set_options(viewer(), product, (form.options.data or "").splitlines())
            return done(editor_url(slug, "words"), "The words are saved.")
    return editor_page(slug, 422, words=form)


@bp.post("/products/<slug>/forum")
@staff_only
def place(slug: str) -> Any:
    """Say which forum a product belongs to that no concept led to."""
    product, forums = the_product(slug), {forum.id: forum for forum in all_forums()}
    form = among(ForumForm(request.form), list(forums.values()))
    if form.validate():
        with transaction():
            place_in(viewer(), product, forums.get(form.forum.data))
        return done(editor_url(slug, "forum"), "Its forum is saved.")
    return editor_page(slug, 422, placing=form)


@bp.post("/products/<slug>/terms")
@staff_only
def save_terms(slug: str) -> Any:
    campaign, form = the_product(slug).campaign, TermsForm(request.form)
    if campaign is not None and form.validate():
        with form.owning_errors():
            with transaction():
                set_terms(viewer(), campaign, form.terms())
            return done(editor_url(slug, "terms"), "The terms are saved.")
    return editor_page(slug, 422, terms=form)


@bp.post("/products/<slug>/pictures")
@staff_only
@takes_pictures()
def post_picture(slug: str) -> Any:
    product, form = the_product(slug), PictureForm(request.form)
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
            return done(editor_url(slug, "pictures"), "The picture is added.")
    return editor_page(slug, 422, picture=form)


@bp.post("/products/<slug>/pictures/<int:shown_id>/removal")
@staff_only
def remove(slug: str, shown_id: int) -> Any:
    product = the_product(slug)
    shown = next((shown for shown in product.pictures if shown.id == shown_id), None)
    if shown is None:
        abort(404)
    with transaction():
        remove_picture(viewer(), product, shown)
    return done(editor_url(slug, "pictures"), "The picture is removed.")
