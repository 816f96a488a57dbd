"""The catalog and the product's page, for everybody."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request

from commerce.catalog.cards import made_things
from commerce.catalog.page import beside
from commerce.catalog.queries import Shelf, on_shelf, product_for
from commerce.pledges.offer import offer_to
from kernel.access import public, viewer
from kernel.clock import now

bp = Blueprint("products", __name__)


@bp.get("/products")
@public
def index() -> Any:
    """What can be pledged for, what is being made, what there was."""
    wanted = request.args.get("shelf", "")
    shelf = next((one for one in Shelf if one == wanted), Shelf.ALL)
    page = on_shelf(shelf, request.args.get("page", 1, type=int))
    told = {"page": page, "made": made_things(page.rows), "shelf": shelf, "shelves": Shelf, "at": now()}
    return render_template("commerce/catalog/catalog.html", **told)


@bp.get("/products/<slug>")
@public
def show(slug: str) -> Any:
    """One product: what it is, what it costs all-in, what happens when, whose idea it was."""
    product = product_for(viewer(), slug)
    if product is None:
        abort(404)
    return render_template(
        "commerce/catalog/product.html",
        **beside(viewer(), product),
        offer=offer_to(viewer(), product, wanted=request.args),
    )
