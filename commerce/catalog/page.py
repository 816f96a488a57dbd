"""What stands beside the offer on a product's page; the making and the reviews add theirs here."""

from __future__ import annotations

from typing import Any

from commerce.catalog.product import Product
from commerce.catalog.queries import last_step
from commerce.making.queries import making_of
from commerce.reviews.queries import reviews_at_a_glance
from members.accounts.member import Member


def beside(viewer: Member | None, product: Product) -> dict[str, Any]:
    """The context of a product's page, but for its offer."""
    return {
        "product": product,
        "why": last_step(product),
        "making": making_of(product.id, viewer, product.campaign),
        "reviews": reviews_at_a_glance(product.id, viewer),
    }
