"""Everybody who waits for a product hears how its making goes, in small portions, so that many pledgers block nobody."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from commerce.campaigns.campaign import Campaign
from commerce.catalog.product import Product
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.notices.noticing import notify

PORTION = 200
KIND = "making"
WAITING = (PledgeState.DUE, PledgeState.PAID, PledgeState.SHIPPED)


def tell(product: Product, key: str, words: str) -> None:
    """Post one piece of news about a product's making; the same key is told once."""
    post("making.news", f"making:{key}:0", product_id=product.id, news=key, words=words, after=0)


@delivers("making.news", "Telling pledgers how the making goes")
def tell_portion(product_id: int, news: str, words: str, after: int) -> None:
    """Tell one portion of the people who wait, and leave the rest to the next message."""
    with transaction():
        product = db.session.get(Product, product_id)
        if product is None:
            return
        people = waiting_for(product_id, after)
        for member_id in people:
            notify(member_id, KIND, f"{news}:{member_id}", words, f"{product.path}#making")
        if len(people) == PORTION:
            last = people[-1]
            post("making.news", f"making:{news}:{last}", product_id=product_id, news=news, words=words, after=last)


def waiting_for(product_id: int, after: int = 0) -> Sequence[int]:
    """The members who hold a pledge of this product that is to be paid, made or brought, by id, at most one portion."""
    members = (
        select(Pledge.member_id)
        .join(Campaign, Campaign.id == Pledge.campaign_id)
        .where(Campaign.product_id == product_id, Pledge.state.in_(WAITING), Pledge.member_id > after)
    )
    return db.session.scalars(members.distinct().order_by(Pledge.member_id).limit(PORTION)).all()
