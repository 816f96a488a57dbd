"""Helpful or not: one answer per member and review, changeable and revocable, and never on one's own."""

from __future__ import annotations

from sqlalchemy import select, update

from commerce.reviews.policy import may_judge
from commerce.reviews.review import Helpful, Review
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from members.accounts.member import Member


def judge(actor: Member, review: Review, helpful: bool) -> None:
    """Say that it is helpful, or that it is not; saying the same again changes nothing."""
    require(may_judge(actor, review, now()))
    said = _said(actor, review)
    if said is None:
        db.session.add(Helpful(review_id=review.id, member_id=actor.id, helpful=helpful, created_at=now()))
        _count(review, helpful, 1)
    elif said.helpful is not helpful:
        said.helpful, said.created_at = helpful, now()
        _count(review, helpful, 1)
        _count(review, not helpful, -1)
    db.session.flush()


def take_back(actor: Member, review: Review) -> None:
    """Take the answer back; nothing to take back is no error."""
    require(may_judge(actor, review, now()))
    said = _said(actor, review)
    if said is not None:
        db.session.delete(said)
        _count(review, said.helpful, -1)
        db.session.flush()


def _said(actor: Member, review: Review) -> Helpful | None:
    """The actor's answer, read while the review's row is held, so that two clicks count once."""
    db.session.execute(select(Review.id).where(Review.id == review.id).with_for_update())
    return db.session.scalar(select(Helpful).where(Helpful.review_id == review.id, Helpful.member_id == actor.id))


def _count(review: Review, helpful: bool, change: int) -> None:
    name = "helpful_count" if helpful else "unhelpful_count"
    values = {name: getattr(Review, name) + change}
    db.session.execute(
        update(Review).where(Review.id == review.id).values(values).execution_options(synchronize_session=False)
    )
    db.session.refresh(review, [name])
