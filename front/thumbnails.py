"""The little pictures beside what was found: a concept's cover, a product's first picture, a member's face."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from commerce.catalog.product import ProductPicture
from ideas.concepts.concept import Concept
from kernel.covers import draw_cover
from kernel.database import db
from kernel.faces import face, picture_tag
from kernel.search import Hit
from members.accounts.member import Member

Thumbnails = dict[tuple[str, int], Markup]


def of_concepts(ids: Sequence[int]) -> dict[int, Markup]:
    """Their covers, drawn where nobody gave one."""
    cards = select(Concept).where(Concept.id.in_(ids)).options(joinedload(Concept.cover), joinedload(Concept.forum))
    return {
        one.id: picture_tag(one.cover, "thumb") if one.cover else draw_cover(one.id, one.forum.colour, "")
        for one in db.session.scalars(cards)
    }


def of_products(ids: Sequence[int]) -> dict[int, Markup]:
    """Their first pictures; none where there is none."""
    shown = select(ProductPicture).where(ProductPicture.product_id.in_(ids)).options(joinedload(ProductPicture.picture))
    latest_first = shown.order_by(ProductPicture.position.desc())
    return {one.product_id: picture_tag(one.picture, "thumb") for one in db.session.scalars(latest_first)}


def of_members(ids: Sequence[int]) -> dict[int, Markup]:
    """Their faces."""
    return {one.id: face(one, 56) for one in db.session.scalars(select(Member).where(Member.id.in_(ids)))}


DRAWN: dict[str, Callable[[Sequence[int]], dict[int, Markup]]] = {
    "concept": of_concepts,
    "product": of_products,
    "member": of_members,
}


def thumbnails(hits: Iterable[Hit]) -> Thumbnails:
    """By kind and id, in one statement for each kind that has pictures."""
    found: Thumbnails = {}
    ids: dict[str, list[int]] = {}
    for hit in hits:
        ids.setdefault(hit.kind, []).append(hit.ref_id)
    for kind in ids.keys() & DRAWN.keys():
        found |= {(kind, ref_id): drawn for ref_id, drawn in DRAWN[kind](ids[kind]).items()}
    return found
