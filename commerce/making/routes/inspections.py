"""Inspection reports: everybody reads them all, staff add one."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from commerce.catalog.product import Product
from commerce.making import policy, queries
from commerce.making.forms import InspectionForm
from commerce.making.inspecting import report
from commerce.making.inspection import MOST_PHOTOS
from commerce.making.routes import bp
from commerce.making.routes.milestones import load
from commerce.uploading import stored
from kernel.access import public, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require
from kernel.uploads import takes_pictures


@bp.get("/products/<slug>/inspections")
@public
def inspections(slug: str) -> Any:
    """Every report on this product, the newest first."""
    product = load(slug)
    verdict = policy.may_make(viewer(), product, now())
    reports = queries.inspections_of(product.id)
    may_ship = policy.may_ship(viewer(), product, reports[0] if reports else None, now())
    facts = {"product": product, "reports": reports, "verdict": verdict, "may_ship": may_ship}
    return render_template("commerce/making/inspections.html", **facts)


@bp.get("/products/<slug>/inspections/new")
@staff_only
def new_inspection(slug: str) -> Any:
    """The empty report."""
    return _form(load(slug), InspectionForm())


def _form(product: Product, form: InspectionForm, status: int = 200) -> Any:
    require(policy.may_make(viewer(), product, now()))
    return render_template("commerce/making/inspection.html", product=product, form=form), status


@bp.post("/products/<slug>/inspections")
@staff_only
@takes_pictures(MOST_PHOTOS)
def inspect(slug: str) -> Any:
    """Report what was found in a sample."""
    product = load(slug)
    form = InspectionForm(request.form)
    form.pictures.data = request.files.getlist("pictures")
    if form.validate():
        with form.owning_errors():
            photos = stored(form.pictures.data, form.alt.data or "", viewer().id, MOST_PHOTOS)
            with transaction():
                inspection = report(viewer(), product, form.findings(), photos)
            words = f"The report is public: {inspection.verdict.words}."
            return done(url_for("making.inspections", slug=slug), words)
    return _form(product, form, 422)
