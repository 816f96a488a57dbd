"""Reviews and the brand's answers can be flagged. Hiding takes words and pictures out of sight; the four scores stay and count,
so that nobody can move an index by hiding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from commerce.catalog.policy import may_see
from commerce.reviews.queries import review_with_id
from commerce.reviews.review import Review, ReviewReply
from commerce.reviews.reviewing import let_find, plain
from governance.moderation.kind import Kind, Shown
from kernel.database import db
from kernel.search import forget
from members.accounts.member import Member


class ReviewKind(Kind):
    """A review's title, text and wish; its pictures are flagged one by one."""

    name, noun, words, row, notice = "review", "reviews", "review", Review, "reviews"

    def seen(self, viewer: Member | None, thing_id: int) -> Review | None:
        """Where its product can be seen."""
        return review_with_id(thing_id, viewer)

    def held(self, thing_id: int) -> Review | None:
        """With its product and author."""
        held = select(Review).where(Review.id == thing_id).with_for_update(of=Review)
        whole = joinedload(Review.product, innerjoin=True), joinedload(Review.author, innerjoin=True)
        review: Review | None = db.session.scalar(held.options(*whole).execution_options(populate_existing=True))
        return review

    def many(self, ids: Sequence[int]) -> Iterable[Review]:
        """With product and author."""
        whole = joinedload(Review.product), joinedload(Review.author)
        return db.session.scalars(select(Review).where(Review.id.in_(ids)).options(*whole))

    def author_id(self, row: Review) -> int | None:
        """Who received the product, or whom the import names."""
        return row.member_id

    def shown(self, row: Review) -> Shown:
        """Its words, never its scores: those are no reason."""
        return Shown(row.author, row.created_at, f"/reviews/{row.id}", row.text_html)

    def about(self, row: Review) -> str:
        """By its product."""
        return f"review of “{row.product.name}”"

    def hide(self, row: Review, at: datetime, reason: str) -> None:
        """Words out of sight and search; the tally is not touched."""
        super().hide(row, at, reason)
        forget("review", row.id)

    def restore(self, row: Review) -> None:
        """To be read and found again."""
        super().restore(row)
        let_find(row, row.product, plain(row.text_html))


class ReplyKind(Kind):
    """What the brand answered under a review."""

    name, noun, words, row = "review_reply", "review-replies", "answer", ReviewReply

    def seen(self, viewer: Member | None, thing_id: int) -> ReviewReply | None:
        """Where its product can be seen."""
        reply = next(iter(self.many([thing_id])), None)
        return reply if reply is not None and may_see(viewer, reply.review.product) else None

    def held(self, thing_id: int) -> ReviewReply | None:
        """With its author."""
        held = select(ReviewReply).where(ReviewReply.id == thing_id).with_for_update(of=ReviewReply)
        whole = joinedload(ReviewReply.author, innerjoin=True), self._product(innerjoin=True)
        reply: ReviewReply | None = db.session.scalar(held.options(*whole).execution_options(populate_existing=True))
        return reply

    def many(self, ids: Sequence[int]) -> Iterable[ReviewReply]:
        """With author, review and product."""
        whole = joinedload(ReviewReply.author), self._product()
        return db.session.scalars(select(ReviewReply).where(ReviewReply.id.in_(ids)).options(*whole))

    @staticmethod
    def _product(innerjoin: bool = False) -> ExecutableOption:
        of_review = joinedload(ReviewReply.review, innerjoin=innerjoin)
        return of_review.joinedload(Review.product, innerjoin=innerjoin)

    def author_id(self, row: ReviewReply) -> int | None:
        """Who of the staff wrote it."""
        return row.author_id

    def shown(self, row: ReviewReply) -> Shown:
        """The answer."""
        return Shown(row.author, row.created_at, f"/reviews/{row.review_id}", row.html)

    def about(self, row: ReviewReply) -> str:
        """By the product."""
        return f"answer to a review of “{row.review.product.name}”"


KINDS = (ReviewKind(), ReplyKind())
