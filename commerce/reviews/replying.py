"""Staff answer a review in public, in the brand's name and their own; the reviewer is told."""

from __future__ import annotations

from commerce.reviews.policy import may_reply
from commerce.reviews.review import Review, ReviewReply
from kernel.clock import now
from kernel.database import db
from kernel.markup import to_html
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify

LONGEST = 3000


def reply(actor: Member, review: Review, source: str) -> ReviewReply:
    """Add an answer under the review. Raises Refused; RuleBroken on source."""
    require(may_reply(actor, review, now()))
    source = source.strip()
    if not 1 <= len(source) <= LONGEST:
        raise RuleBroken(f"Write an answer of at most {LONGEST:,} characters.", "source")
    answer = ReviewReply(review_id=review.id, author_id=actor.id, source=source, html=to_html(source, "source"))
    answer.created_at = now()
    answer.author = actor
    db.session.add(answer)
    db.session.flush()
    if not review.is_imported:
        words = f"{actor.name} of the brand answered your review."
        notify(review.member_id, "reviews", f"review-reply:{answer.id}", words, f"/reviews/{review.id}")
    return answer
