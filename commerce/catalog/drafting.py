"""A viable concept becomes a draft product by itself, linked both ways and credited to its authors for good."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from commerce.campaigns.campaign import Campaign
from commerce.catalog.policy import may_keep_shop
from commerce.catalog.product import Credit, Product, ProductPicture
from ideas import lineage
from ideas.concepts.concept import Concept
from ideas.events import ConceptFoundViable
from ideas.forums.forum import Forum
from ideas.forums.slug import free_slug
from kernel.clock import now
from kernel.database import db
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

NAME_MAX = 120


def draft(actor: Member, name: str, forum: Forum | None = None, summary: str = "") -> Product:
    """A new draft that no concept led to. Raises Refused, and RuleBroken on name."""
    require(may_keep_shop(actor, now()))
    if not 1 <= len(name.strip()) <= NAME_MAX:
        raise RuleBroken(f"Give the product a name of at most {NAME_MAX} characters.", "name")
    return _add(Product(name=name.strip(), summary=summary.strip(), forum_id=forum.id if forum else None))


def draft_from_concept(found: ConceptFoundViable) -> None:
    """Hear that a concept is viable. Hearing it again changes nothing."""
    if db.session.scalar(select(Product.id).filter_by(concept_id=found.concept_id)) is not None:
        return
    whole = (joinedload(Concept.version), selectinload(Concept.co_authors), joinedload(Concept.author))
    concept = db.session.scalars(select(Concept).filter_by(id=found.concept_id).options(*whole)).one()
    product = _add(_product_of(concept))
    _credit(product, concept)
    lineage.note(concept.id, "product", f"“{product.name}” is being prepared as a product.", product.path)
    post("product.drafted", key=f"product-drafted:{product.id}", product_id=product.id)


def _product_of(concept: Concept) -> Product:
    version = concept.version
    return Product(
        concept_id=concept.id,
        forum_id=concept.forum_id,
        name=concept.title,
        summary=concept.summary,
        words_source=version.body_source if version else "",
        words_html=version.body_html if version else "",
        pictures=[
            ProductPicture(picture_id=picture["id"], position=position)
            for position, picture in enumerate(version.pictures if version else [])
        ],
    )


def _add(product: Product) -> Product:
    product.slug = free_slug(Product, product.name)
    product.campaign = Campaign()
    db.session.add(product)
    db.session.flush()
    return product


def _credit(product: Product, concept: Concept) -> None:
    """Name the author first, then every co-author who stayed."""
    mates = [mate.member_id for mate in concept.co_authors if mate.is_active]
    db.session.add_all(
        Credit(product_id=product.id, member_id=member_id, position=position)
        for position, member_id in enumerate(dict.fromkeys([concept.author_id, *mates]))
    )
    db.session.flush()
