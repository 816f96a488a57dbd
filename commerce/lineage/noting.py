"""A concept that becomes a product is told where its whole circle can be seen, so that the way leads both ways."""

from __future__ import annotations

from sqlalchemy import select

from commerce.catalog.product import Product
from ideas import lineage
from ideas.events import ConceptFoundViable
from kernel.database import db


def note_lineage(found: ConceptFoundViable) -> None:
    """Hear that a concept is viable, after its product was drafted. Hearing it again changes nothing."""
    product = db.session.scalar(select(Product).where(Product.concept_id == found.concept_id))
    if product is not None:
        words = "Its whole way, from the first complaint to the last review."
        lineage.note(found.concept_id, "lineage", words, f"{product.path}/lineage")
