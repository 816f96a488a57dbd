"""A product's tally holds the sums its index is made of; every act that changes a review changes it in the same breath."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, update
from sqlalchemy.orm import Mapped, mapped_column

from commerce.reviews.index import DIMENSIONS, ProductIndex, Scores, product_index
from kernel.database import Model, db, rows_changed


class ReviewTally(Model):
    """One row per reviewed product: counted reviews with the sum of each score, and how many were brought in."""

    __tablename__ = "review_tally"
    __table_args__ = (CheckConstraint("counted >= 0 AND brought_in >= 0", name="counts"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    counted: Mapped[int] = mapped_column(default=0)
    performance: Mapped[int] = mapped_column(default=0)
    looks: Mapped[int] = mapped_column(default=0)
    price: Mapped[int] = mapped_column(default=0)
    packaging: Mapped[int] = mapped_column(default=0)
    brought_in: Mapped[int] = mapped_column(default=0)

    @property
    def index(self) -> ProductIndex | None:
        """The product's index, or None while nothing counts."""
        return product_index(self.counted, [getattr(self, name) for name in DIMENSIONS])


def count(product_id: int, before: Scores | None, after: Scores) -> None:
    """Take a new review into the tally, or a revised one's change."""
    changes = {name: getattr(after, name) - (getattr(before, name) if before else 0) for name in DIMENSIONS}
    _add(product_id, counted=0 if before else 1, **changes)


def count_brought_in(product_id: int, reviews: int) -> None:
    """Note reviews that were brought in; they never touch the index."""
    _add(product_id, brought_in=reviews)


def _add(product_id: int, **changes: int) -> None:
    columns = {name: getattr(ReviewTally, name) + change for name, change in changes.items()}
    changed = db.session.execute(update(ReviewTally).where(ReviewTally.product_id == product_id).values(columns))
    if rows_changed(changed) == 0:
        db.session.add(ReviewTally(product_id=product_id, **changes))
        db.session.flush()
