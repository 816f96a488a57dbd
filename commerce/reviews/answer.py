"""Answering a review for the brand, shown once more and done after fifteen minutes: an answer is never changed or removed."""

from __future__ import annotations

from commerce.reviews.queries import review_with_id
from commerce.reviews.replying import reply
from commerce.reviews.review import Review
from governance.pending.kinds import Act, Given, Shown, done_later
from kernel.rules import RuleBroken
from members.accounts.member import Member

KIND = "review-answer"


@done_later(KIND)
def answer_now(actor: Member, about: int | str, given: Given) -> None:
    """Publish it, as it was arranged."""
    review = review_with_id(int(about), actor)
    if review is None:
        raise RuleBroken("This review is not there any more.")
    reply(actor, review, given["source"])


def answer_to(review: Review, source: str) -> tuple[Act, Shown]:
    """What waits, and the second look at it."""
    name, url = review.product.name, f"/reviews/{review.id}"
    act = Act(KIND, review.id, f"Answer a review of {name}", url, {"source": source})
    follows = ["It stands under the review in your name and the brand's, and cannot be changed or removed."]
    told = "Nobody: this review was brought in from elsewhere." if review.is_imported else "Who wrote the review."
    return act, Shown(
        "Publish this answer?", [("Product", name), ("Answer", source)], follows, told, "Publish the answer"
    )
