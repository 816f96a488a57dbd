"""The people a product came from, its authors and whoever supported the concept, hear when its way takes a turn."""

from __future__ import annotations

from sqlalchemy import select

from commerce.catalog.product import Credit, Product
from ideas.supports.support import Support
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.notices.noticing import notify

PORTION = 200
KIND = "product"


def people_behind(product: Product) -> list[int]:
    """The members whose concept it was, and those who supported it, by id."""
    credited = set(db.session.scalars(select(Credit.member_id).filter_by(product_id=product.id)))
    return sorted(
        credited | set(db.session.scalars(select(Support.member_id).filter_by(concept_id=product.concept_id)))
    )


def tell_its_people(product: Product, key: str, words: str) -> None:
    """Post one piece of news about a product to the people behind it; the same key is told once."""
    post("product.news", f"product:{key}", product_id=product.id, news=key, words=words)


@delivers("product.news", "Telling the people behind a product")
def tell_news(product_id: int, news: str, words: str) -> None:
    """In small portions, so that many supporters block nobody; told again, it tells nobody twice."""
    product = db.session.get_one(Product, product_id)
    people = people_behind(product)
    for start in range(0, len(people), PORTION):
        with transaction():
            for member_id in people[start : start + PORTION]:
                notify(member_id, KIND, f"product-{news}", words, product.path)
