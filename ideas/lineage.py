"""Where a concept went after its round: words and a link, written back by the packages above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from ideas.concepts.concept import Concept
from kernel.clock import now
from kernel.database import Model, db, short

WORDS_MAX = 200


class ConceptOutcome(Model):
    """One thing that became of a concept: a product listed, a campaign settled, a batch delivered."""

    __tablename__ = "concept_outcome"
    __table_args__ = (UniqueConstraint("concept_id", "kind", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    kind: Mapped[str] = mapped_column(short(40))
    words: Mapped[str] = mapped_column(short(WORDS_MAX))
    url: Mapped[str] = mapped_column(short(300))
    at: Mapped[datetime] = mapped_column(default=now)


def note(concept_id: int, kind: str, words: str, url: str) -> ConceptOutcome:
    """Write down what became of a concept. The same kind and address again only renews the words."""
    words = words if len(words) <= WORDS_MAX else f"{words[: WORDS_MAX - 1]}…"
    same = select(ConceptOutcome).filter_by(concept_id=concept_id, kind=kind, url=url)
    outcome = db.session.scalar(same)
    if outcome is None:
        outcome = ConceptOutcome(concept_id=concept_id, kind=kind, words=words, url=url)
        db.session.add(outcome)
    outcome.words = words
    return outcome


def no_longer(concept_id: int, kind: str, undone: str, words: str, url: str) -> ConceptOutcome:
    """What was noted under `kind` was taken back: it is told as `undone`, and no longer says where the concept stands."""
    db.session.execute(delete(ConceptOutcome).filter_by(concept_id=concept_id, kind=kind, url=url))
    db.session.execute(delete(ConceptOutcome).filter_by(concept_id=concept_id, kind=undone, url=url))
    return note(concept_id, undone, words, url)


def outcomes(concept_id: int) -> Sequence[ConceptOutcome]:
    """What became of a concept, in order of time."""
    in_order = select(ConceptOutcome).filter_by(concept_id=concept_id).order_by(ConceptOutcome.at, ConceptOutcome.id)
    return db.session.scalars(in_order).all()


def lineages_in(round_id: int) -> dict[int, str]:
    """For each concept of the round that became a product, the address of its whole circle. One statement."""
    noted = select(ConceptOutcome.concept_id, ConceptOutcome.url).join(Concept, Concept.id == ConceptOutcome.concept_id)
    noted = noted.where(Concept.round_id == round_id, ConceptOutcome.kind == "lineage").limit(200)
    return {row.concept_id: row.url for row in db.session.execute(noted)}


def product_of(concept_id: int) -> str:
    """The address of the product that a concept became; "" while there is none."""
    noted = select(ConceptOutcome.url).filter_by(concept_id=concept_id, kind="product").order_by(ConceptOutcome.id)
    return db.session.scalars(noted.limit(1)).first() or ""
