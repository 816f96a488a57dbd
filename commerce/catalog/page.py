"""What stands beside the offer on a product's page; the making and the reviews add theirs here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from commerce.catalog.product import Product
from commerce.catalog.queries import last_step
from commerce.making.queries import making_of
from commerce.reviews.queries import reviews_at_a_glance
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db
from members.accounts.member import Member


def beside(viewer: Member | None, product: Product) -> dict[str, Any]:
    """The context of a product's page, but for its offer."""
    return {
        "product": product,
        "why": last_step(product),
        "next_round": open_round_of(product.forum_id) if is_over(product) else None,
        "making": making_of(product.id, viewer, product.campaign),
        "reviews": reviews_at_a_glance(product.id, viewer),
    }


def is_over(product: Product) -> bool:
    """Whether nobody can pledge for it any more. Its campaign and settlement must be loaded."""
    return product.campaign is not None and product.campaign.settlement is not None


def open_round_of(forum_id: int | None) -> Round | None:
    """The round of this forum that runs now and closes first: where the next thing begins. One statement."""
    if forum_id is None:
        return None
    at = now()
    running = select(Round).where(Round.forum_id == forum_id, Round.proposing_at <= at, Round.closes_at > at)
    found: Round | None = db.session.scalar(running.order_by(Round.closes_at, Round.id).limit(1))
    return found
