"""What readers of the catalog need. A product that a viewer may not see is None, so its page is a 404."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from commerce.campaigns.campaign import Campaign, Outcome, Settlement
from commerce.catalog.policy import may_see
from commerce.catalog.product import Credit, Product, ProductPicture, ProductState, ProductStep
from ideas.concepts.concept import Concept
from kernel.clock import now
from kernel.database import db
from kernel.paging import Page, page_of
from members.accounts.member import Member

PER_PAGE = 24


@cache
def whole() -> tuple[ExecutableOption, ...]:
    """Everything that a product's page shows."""
    return (
        joinedload(Product.forum),
        joinedload(Product.concept).options(joinedload(Concept.round), joinedload(Concept.author)),
        joinedload(Product.campaign).options(joinedload(Campaign.settlement), joinedload(Campaign.shipping_rates)),
        joinedload(Product.credits).joinedload(Credit.member),
        joinedload(Product.options),
        selectinload(Product.pictures).joinedload(ProductPicture.picture),
    )


@cache
def card() -> tuple[ExecutableOption, ...]:
    """Everything that a card in a list shows, but the campaign."""
    return (
        joinedload(Product.forum),
        selectinload(Product.pictures).joinedload(ProductPicture.picture),
        selectinload(Product.credits).joinedload(Credit.member),
    )


class Shelf(StrEnum):
    """The parts of the catalog."""

    ALL = "all"
    OPEN = "open"
    MAKING = "making"
    RETIRED = "retired"


def product_for(viewer: Member | None, slug: str) -> Product | None:
    """One product with all that its page shows; None when there is none for this viewer."""
    product = db.session.scalars(_by_slug(), {"slug": slug}).unique().one_or_none()
    return product if product is not None and may_see(viewer, product) else None


@cache
def _by_slug() -> Select[Product]:
    """Built once: putting the statement together costs as much as running it."""
    return select(Product).where(Product.slug == bindparam("slug")).options(*whole())


def on_shelf(shelf: Shelf, number: int, forum_id: int | None = None) -> Page[Product]:
    """One page of the catalog, newest first; the open shelf shows what closes soonest first."""
    query = _shelves(shelf)
    if forum_id is not None:
        query = query.where(Product.forum_id == forum_id)
    return page_of(query.options(*card()), number, PER_PAGE)


def _shelves(shelf: Shelf) -> Select[tuple[Product]]:
    at = now()
    loaded = contains_eager(Product.campaign).contains_eager(Campaign.settlement)
    query = select(Product).outerjoin(Product.campaign).outerjoin(Campaign.settlement).options(loaded)
    if shelf is Shelf.OPEN:
        query = select(Product).join(Product.campaign).outerjoin(Campaign.settlement).options(loaded)
        open_now = (Campaign.opens_at <= at, Campaign.closes_at > at, Campaign.launched_at.is_not(None))
        # No product retires under an open campaign, so its state is not asked: the closing index gives the order.
        return query.where(*open_now).order_by(Campaign.closes_at, Campaign.id)
    if shelf is Shelf.MAKING:
        query = query.where(Product.state == ProductState.LISTED, Settlement.outcome == Outcome.MET)
    else:
        state = ProductState.RETIRED if shelf is Shelf.RETIRED else ProductState.LISTED
        query = query.where(Product.state == state)
    return query.order_by(Product.listed_at.desc(), Product.id.desc())


def last_step(product: Product) -> ProductStep | None:
    """When and why a retired or dropped product came to be so; None for any other, without a statement."""
    if not (product.is_retired or product.is_dropped):
        return None
    last = select(ProductStep).filter_by(product_id=product.id, to_state=product.state)
    return db.session.scalar(last.order_by(ProductStep.id.desc()).limit(1))


def for_staff(state: ProductState | None, number: int) -> Page[Product]:
    """Every product for the staff's list, newest first."""
    query = select(Product).order_by(Product.id.desc())
    if state is not None:
        query = query.where(Product.state == state)
    beside = (joinedload(Product.campaign).joinedload(Campaign.settlement), joinedload(Product.forum))
    return page_of(query.options(*beside), number, 50)
