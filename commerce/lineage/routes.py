"""The lineage of a product: one page, for everybody."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template

from commerce.lineage.path import path_of
from commerce.lineage.queries import circle_of
from kernel.access import public, viewer

bp = Blueprint("lineage", __name__)


@bp.get("/products/<slug>/lineage")
@public
def show(slug: str) -> Any:
    """The circle of one product as a path of cards."""
    circle = circle_of(slug, viewer()) or abort(404)
    return render_template("commerce/lineage/lineage.html", product=circle.product, steps=path_of(circle))
