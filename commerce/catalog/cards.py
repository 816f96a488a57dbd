"""What a card says of a thing that was made: how people who have it rate it, and to how many it was delivered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from commerce.campaigns.campaign import Campaign
from commerce.catalog.product import Product
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from commerce.reviews.index import ProductIndex
from commerce.reviews.tally import ReviewTally
from kernel.database import db


@dataclass(frozen=True, slots=True)
class Made:
    """The index of its reviews, None while it has none, and how many pledges were delivered."""

    index: ProductIndex | None
    delivered: int


def made_things(products: Sequence[Product]) -> dict[int, Made]:
    """The facts of each of these products, by id. One statement, whatever their number."""
    if not products:
        return {}
    delivered = select(func.count(Pledge.id)).where(
        Pledge.campaign_id == Campaign.id, Pledge.state == PledgeState.DELIVERED
    )
    query = (
        select(Product.id, ReviewTally, delivered.correlate(Campaign).scalar_subquery())
        .outerjoin(Campaign, Campaign.product_id == Product.id)
        .outerjoin(ReviewTally, ReviewTally.product_id == Product.id)
        .where(Product.id.in_([one.id for one in products]))
    )
    rows = db.session.execute(query)
    return {product_id: Made(tally.index if tally else None, count or 0) for product_id, tally, count in rows}
