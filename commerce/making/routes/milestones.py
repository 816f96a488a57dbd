"""The timeline of a product's making, public; staff add promises to it, move them with a reason, and say they are kept."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from commerce.catalog.product import Product
from commerce.making import policy, promising, queries
from commerce.making.forms import CorrectionForm, MilestoneForm, MoveForm, ReachForm
from commerce.making.milestone import MOST_PICTURES, Milestone
from commerce.making.routes import bp
from commerce.uploading import stored
from kernel.access import public, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.uploads import takes_pictures


def load(slug: str) -> Product:
    """The product of this address that the viewer may see, or a 404."""
    return queries.product_named(slug, viewer()) or abort(404)


def _milestone(product: Product, milestone_id: int) -> Milestone:
    return queries.milestone_with_id(milestone_id, product.id) or abort(404)


@bp.get("/products/<slug>/making")
@public
def show(slug: str) -> Any:
    """The whole making of a product, and for staff what they can do next."""
    return _page(load(slug), MilestoneForm())


def _page(product: Product, form: MilestoneForm, status: int = 200) -> Any:
    making = queries.making_of(product.id, viewer(), product.campaign)
    context = {
        "making": making,
        "form": form,
        "may_make": policy.may_make(viewer(), product, now()),
        "may_ship": policy.may_ship(viewer(), product, making.inspection, now()),
    }
    return render_template("commerce/making/making.html", product=product, **context), status


@bp.post("/products/<slug>/milestones")
@staff_only
def promise(slug: str) -> Any:
    """Promise a step by a day."""
    product = load(slug)
    form = MilestoneForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                promising.promise(viewer(), product, form.title.data, form.promised_on.data, form.words.data or "")
            return done(url_for("making.show", slug=slug), "The promise stands on the product's page.")
    return _page(product, form, 422)


@bp.get("/products/<slug>/milestones/<int:milestone_id>")
@staff_only
def milestone(slug: str, milestone_id: int) -> Any:
    """Where staff say that a step is done, or promise another day."""
    product = load(slug)
    return _milestone_page(product, _milestone(product, milestone_id), MoveForm(), ReachForm())


def _milestone_page(
    product: Product,
    one: Milestone,
    move: MoveForm,
    reach: ReachForm,
    status: int = 200,
    correction: CorrectionForm | None = None,
) -> Any:
    verdict = policy.may_change_milestone(viewer(), one, product, now())
    context = {"product": product, "milestone": one, "move": move, "reach": reach, "verdict": verdict}
    context["correction"] = correction or CorrectionForm(title=one.title, words=one.words)
    context["may_correct"] = policy.may_make(viewer(), product, now())
    return render_template("commerce/making/milestone.html", **context), status


@bp.post("/products/<slug>/milestones/<int:milestone_id>/moves")
@staff_only
def move(slug: str, milestone_id: int) -> Any:
    """Promise another day, for a public reason."""
    product = load(slug)
    one = _milestone(product, milestone_id)
    form = MoveForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                promising.move(viewer(), one, product, form.to.data, form.reason.data)
            return done(url_for("making.show", slug=slug), "The day is moved, and everybody who waits is told why.")
    return _milestone_page(product, _milestone(product, milestone_id), form, ReachForm(), 422)


@bp.post("/products/<slug>/milestones/<int:milestone_id>/correction")
@staff_only
def correct(slug: str, milestone_id: int) -> Any:
    """Put its words right; the old ones stay to be read."""
    product = load(slug)
    one = _milestone(product, milestone_id)
    form = CorrectionForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                promising.correct(viewer(), one, product, form.title.data, form.words.data or "")
            return done(url_for("making.show", slug=slug), "Corrected; what it said before stays below it.")
    page = (product, _milestone(product, milestone_id), MoveForm(), ReachForm(), 422)
    return _milestone_page(*page, correction=form)


@bp.post("/products/<slug>/milestones/<int:milestone_id>/completion")
@staff_only
@takes_pictures(MOST_PICTURES)
def reach(slug: str, milestone_id: int) -> Any:
    """Say that the step is done, with pictures."""
    product = load(slug)
    one = _milestone(product, milestone_id)
    form = ReachForm(request.form)
    form.pictures.data = request.files.getlist("pictures")
    if form.validate():
        with form.owning_errors():
            pictures = stored(form.pictures.data, form.alt.data or "", viewer().id, MOST_PICTURES)
            with transaction():
                promising.reach(viewer(), one, product, form.words.data or "", pictures)
            return done(url_for("making.show", slug=slug), "Done, and everybody who waits is told.")
    return _milestone_page(product, _milestone(product, milestone_id), MoveForm(), form, 422)
