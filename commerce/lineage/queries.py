"""All that stands on the circle of one product, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from commerce.campaigns.campaign import Campaign, Outcome
from commerce.catalog.policy import may_see
from commerce.catalog.product import Product, ProductStep
from commerce.catalog.queries import last_step
from commerce.making.inspection import Inspection
from commerce.making.milestone import Milestone
from commerce.making.queries import making_of
from commerce.reviews.queries import tally_of
from commerce.reviews.tally import ReviewTally
from commerce.reviews.theme_queries import ThemeLine, themes_of
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.attachment import ConceptSignal
from ideas.concepts.concept import Concept
from ideas.rounds.finalist import Finalist
from ideas.rounds.round import Round
from ideas.rounds.signal import RoundSignal, Signal
from ideas.viability.assessment import Assessment
from kernel.database import db
from members.accounts.member import Member


@dataclass(frozen=True, slots=True)
class Circle:
    """What a product came from, and what came of it."""

    product: Product
    why: ProductStep | None
    concept: Concept | None
    round: Round | None
    signals: Sequence[Signal]
    cited: frozenset[int]
    result: Result | None
    line: ResultLine | None
    supports: int
    assessment: Assessment | None
    milestones: Sequence[Milestone]
    inspection: Inspection | None
    shipped: int
    delivered: int
    tally: ReviewTally | None
    themes: Sequence[ThemeLine]
    next_signals: Sequence[Signal]
    answers: Sequence[RoundSignal]

    @property
    def has_ended(self) -> bool:
        """Whether nobody will ever receive one that has not yet: dropped, retired, or its campaign missed."""
        settlement = self.product.campaign.settlement if self.product.campaign else None
        missed = settlement is not None and settlement.outcome is Outcome.MISSED
        return missed or self.why is not None

    @property
    def next_rounds(self) -> list[Round]:
        """The rounds whose briefs picked a signal of this product's reviews, each once."""
        return list({answer.round_id: answer.round for answer in self.answers}.values())

    def answered_by(self, round_id: int) -> list[RoundSignal]:
        """The answers that one of those rounds gave."""
        return [answer for answer in self.answers if answer.round_id == round_id]


def circle_of(slug: str, viewer: Member | None) -> Circle | None:
    """The circle of the product of this address; None when the viewer may not see it. At most ten statements."""
    whole = (
        joinedload(Product.campaign).joinedload(Campaign.settlement),
        joinedload(Product.concept).options(joinedload(Concept.round), joinedload(Concept.author)),
    )
    product = db.session.scalar(select(Product).where(Product.slug == slug).options(*whole))
    if product is None or not may_see(viewer, product):
        return None
    concept, making, themes = product.concept, making_of(product.id, None), themes_of(product.id)
    result, line, supports = _count(concept) if concept else (None, None, 0)
    signals = _signals(concept) if concept else ()
    own = [theme.signal.id for theme in themes if theme.signal]
    return Circle(
        product=product,
        why=last_step(product),
        concept=concept,
        round=concept.round if concept else None,
        signals=[signal for signal, _ in signals],
        cited=frozenset(signal.id for signal, named in signals if named),
        result=result,
        line=line,
        supports=supports,
        assessment=_assessment(concept) if concept else None,
        milestones=making.milestones,
        inspection=making.inspection,
        shipped=making.shipped,
        delivered=making.delivered,
        tally=tally_of(product.id),
        themes=themes,
        next_signals=_with_ids(own),
        answers=_answers(own),
    )


def _signals(concept: Concept) -> Sequence[tuple[Signal, bool]]:
    """The signals that the brief picked or the concept cites, those it cites first, each with whether it does."""
    cited = select(ConceptSignal.signal_id).where(ConceptSignal.concept_id == concept.id)
    picked = select(RoundSignal.signal_id).where(RoundSignal.round_id == concept.round_id, RoundSignal.picked)
    wanted = (
        select(Signal, Signal.id.in_(cited))
        .where(Signal.id.in_(cited) | Signal.id.in_(picked))
        .options(joinedload(Signal.forum))
    )
    rows = db.session.execute(wanted.order_by(Signal.id.in_(cited).desc(), Signal.id).limit(20))
    return [(signal, bool(named)) for signal, named in rows]


def _count(concept: Concept) -> tuple[Result | None, ResultLine | None, int]:
    """What the ballot came to, and the supports that made it a finalist, without those that were set apart."""
    counted = select(Result, ResultLine, Finalist.supports).join(ResultLine, ResultLine.result_id == Result.id)
    counted = counted.outerjoin(Finalist, Finalist.concept_id == ResultLine.concept_id)
    row = db.session.execute(counted.where(ResultLine.concept_id == concept.id).limit(1)).first()
    return (row[0], row[1], row[2] or 0) if row else (None, None, concept.supports_count)


def _assessment(concept: Concept) -> Assessment | None:
    latest = select(Assessment).where(Assessment.concept_id == concept.id)
    return db.session.scalar(latest.order_by(Assessment.attempt.desc()).limit(1))


def _with_ids(ids: Sequence[int]) -> Sequence[Signal]:
    if not ids:
        return ()
    return db.session.scalars(select(Signal).where(Signal.id.in_(ids)).options(joinedload(Signal.forum))).all()


def _answers(ids: Sequence[int]) -> Sequence[RoundSignal]:
    if not ids:
        return ()
    picked = select(RoundSignal).where(RoundSignal.signal_id.in_(ids), RoundSignal.picked)
    return db.session.scalars(picked.options(joinedload(RoundSignal.round)).order_by(RoundSignal.id)).all()
