"""How many reviews have their words hidden, by what they scored: public numbers, so that hiding the low ones would show."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from commerce.reviews.queries import SUM
from commerce.reviews.review import Review
from kernel.database import db

BANDS = ((0, 2), (3, 4), (5, 6), (7, 8), (9, 10))


@dataclass(frozen=True, slots=True)
class Band:
    """Reviews whose index rounds down into these bounds: how many there are, and of how many the words are hidden."""

    low: int
    high: int
    reviews: int
    hidden: int


def hidden_by_score(product_id: int | None = None) -> list[Band]:
    """Of one product, or of all. One statement."""
    counted = select(SUM, func.count(), func.count(Review.hidden_at)).where(Review.imported_from.is_(None))
    if product_id is not None:
        counted = counted.where(Review.product_id == product_id)
    rows = [(int(total or 0) // 4, *numbers) for total, *numbers in db.session.execute(counted.group_by(SUM))]
    return [_band(low, high, rows) for low, high in BANDS]


def _band(low: int, high: int, rows: list[tuple[int, ...]]) -> Band:
    within = [(reviews, hidden) for score, reviews, hidden in rows if low <= score <= high]
    return Band(low, high, sum(reviews for reviews, _ in within), sum(hidden for _, hidden in within))
