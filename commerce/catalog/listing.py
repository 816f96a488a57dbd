"""A product is listed once it can be understood, and retired with a reason; its page stays readable for ever.

A draft that leads nowhere is dropped with a reason that everybody reads. Both ways lead back.
"""

from __future__ import annotations

from commerce.catalog.news import tell_its_people
from commerce.catalog.policy import may_bring_back, may_drop, may_list, may_retire, may_take_up
from commerce.catalog.product import Product, ProductState, ProductStep
from commerce.pledges.queries import waiting_in
from governance.record.recording import record
from ideas import lineage
from kernel import search
from kernel.clock import now
from kernel.database import db, lock
from kernel.markup import excerpt
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

REASON_MAX = 300


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
    _note(product, "product", f"“{product.name}” became a product.")


def unlist(actor: Member, product: Product, reason: str) -> None:
    """Make a listed product a draft again. For the act that takes its campaign back, which has locked and asked."""
    product.listed_at = None
    _step(actor, product, ProductState.DRAFT, reason)
    search.forget("product", product.id)
    _note(product, "product", f"“{product.name}” is being prepared as a product.")


def retire(actor: Member, product: Product, reason: str) -> None:
    """Take a product off the list, with a public reason. Raises Refused, and RuleBroken on reason."""
    lock(product)
    require(may_retire(actor, product, waiting_in(product.campaign), now()))
    reason = _said(reason, "Say why it is retired: the page shows it.")
    _step(actor, product, ProductState.RETIRED, reason)
    words = f"{product.name} was retired: {reason}"
    record("product.retired", f"product:{product.slug}", actor=actor, words=words, reason=reason)
    _note(product, "retired", f"“{product.name}” was retired: {reason}")


def bring_back(actor: Member, product: Product) -> None:
    """Put a retired product on the list again. Raises Refused."""
    lock(product)
    require(may_bring_back(actor, product, now()))
    _step(actor, product, ProductState.LISTED, "")
    words = f"{product.name} is on the list again."
    record("product.relisted", f"product:{product.slug}", actor=actor, words=words)
    _no_longer(product, "retired", "relisted", f"“{product.name}” was retired, and is on the list again.")


def drop(actor: Member, product: Product, reason: str) -> None:
    """Stop preparing a draft, for a reason that its page and its people read. Raises Refused, and RuleBroken on reason."""
    lock(product)
    require(may_drop(actor, product, now()))
    reason = _said(reason, "Say why it is dropped: everybody can read it.")
    step = _step(actor, product, ProductState.DROPPED, reason)
    words = f"{product.name} is not prepared any more: {reason}"
    record("product.dropped", f"product:{product.slug}", actor=actor, words=words, reason=reason)
    told = f"“{product.name}” will not be offered for now: {reason}"
    _note(product, "dropped", told)
    tell_its_people(product, f"dropped:{step.id}", told)


def take_up(actor: Member, product: Product) -> None:
    """Prepare a dropped draft again. Raises Refused."""
    lock(product)
    require(may_take_up(actor, product, now()))
    step = _step(actor, product, ProductState.DRAFT, "")
    words = f"{product.name} is being prepared again."
    record("product.taken-up", f"product:{product.slug}", actor=actor, words=words)
    told = f"“{product.name}” is being prepared as a product again."
    _no_longer(product, "dropped", "taken-up", told)
    tell_its_people(product, f"taken-up:{step.id}", told)


def _said(reason: str, wanted: str) -> str:
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= REASON_MAX:
        raise RuleBroken(wanted if not reason else f"Use at most {REASON_MAX} characters.", "reason")
    return reason


def _step(actor: Member, product: Product, to: ProductState, reason: str) -> ProductStep:
    step = ProductStep(product_id=product.id, from_state=product.state, to_state=to, by_id=actor.id, reason=reason)
    db.session.add(step)
    product.state = to
    db.session.flush()
    return step


def _note(product: Product, kind: str, words: str) -> None:
    if product.concept_id is not None:
        lineage.note(product.concept_id, kind, words, product.path)


def _no_longer(product: Product, kind: str, undone: str, words: str) -> None:
    if product.concept_id is not None:
        lineage.no_longer(product.concept_id, kind, undone, words, product.path)
