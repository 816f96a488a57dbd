"""A product is listed once it can be understood, and retired with a reason; its page stays readable for ever."""

from __future__ import annotations

from commerce.catalog.policy import may_list, may_retire
from commerce.catalog.product import Product, ProductState, ProductStep
from governance.record.recording import record
from ideas import lineage
from kernel import search
from kernel.clock import now
from kernel.database import db, lock
from kernel.markup import excerpt
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def list_product(actor: Member, product: Product) -> None:
    """Put a draft on the list. Raises Refused, and RuleBroken when it has no words or no option."""
    lock(product)
    require(may_list(actor, product, now()))
    if not product.words_source.strip() or not product.options:
        raise RuleBroken("A listed product has words and at least one option.")
    product.listed_at = now()
    _step(actor, product, ProductState.LISTED, "")
    words = f"{product.summary} {excerpt(product.words_html, 4000)}"
    search.index("product", product.id, product.name, words, product.path, product.summary)
    if product.concept_id is not None:
        lineage.note(product.concept_id, "product", f"“{product.name}” became a product.", product.path)


def retire(actor: Member, product: Product, reason: str) -> None:
    """Take a product off the list, with a public reason. Raises Refused, and RuleBroken on reason."""
    lock(product)
    require(may_retire(actor, product, now()))
    if not reason.strip():
        raise RuleBroken("Say why it is retired: the page shows it.", "reason")
    _step(actor, product, ProductState.RETIRED, reason.strip())
    words = f"{product.name} was retired: {reason.strip()}"
    record("product.retired", f"product:{product.slug}", actor=actor, words=words, reason=reason.strip())
    if product.concept_id is not None:
        lineage.note(
            product.concept_id, "retired", f"“{product.name}” was retired: {reason.strip()[:120]}", product.path
        )


def _step(actor: Member, product: Product, to: ProductState, reason: str) -> None:
    db.session.add(
        ProductStep(product_id=product.id, from_state=product.state, to_state=to, by_id=actor.id, reason=reason)
    )
    product.state = to
    db.session.flush()
