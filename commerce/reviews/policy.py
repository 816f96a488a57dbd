"""Only who received a product reviews it, once, and may revise; helpful or not is everybody's but the author's."""

from __future__ import annotations

from datetime import datetime

from commerce.making.shipment import Shipment
from commerce.reviews.review import Review
from ideas.forums.forum import Forum
from ideas.forums.policy import may_keep_forum
from ideas.forums.policy import standing as good_standing
from kernel.policy import Verdict, refused
from members.accounts.member import Member


def may_review(member: Member | None, parcel: Shipment | None, own: Review | None, at: datetime) -> Verdict:
    """Whether they may review; `parcel` is theirs of this product, `own` their review of it."""
    able = good_standing(member)
    if member is None:
        return refused("Join or sign in to review. Only people who received the product can.")
    if not able:
        return able
    if own is not None:
        return refused("You have reviewed this product. You can revise your review.")
    if parcel is None:
        return refused("Only people whose pledge was delivered can review.")
    if not parcel.is_delivered:
        return refused("You can review once your parcel has arrived. Say so on its line when it has.")
    return able


def may_revise(member: Member | None, review: Review, at: datetime) -> Verdict:
    """Whether they may revise this review."""
    able = good_standing(member)
    if member is None or not able:
        return able
    if review.is_imported:
        return refused("This review was brought in from elsewhere and stays as it was.")
    return able if review.member_id == member.id else refused("Only its author can revise a review.")


def may_judge(member: Member | None, review: Review, at: datetime) -> Verdict:
    """Whether they may say that this review is helpful or not."""
    able = good_standing(member)
    if member is None or not able:
        return able
    return able if review.member_id != member.id else refused("This is your own review.")


def may_reply(member: Member | None, review: Review, at: datetime) -> Verdict:
    """Whether they may answer it in the brand's name."""
    able = good_standing(member)
    if member is None or not able:
        return able
    return able if member.is_staff else refused("Only the brand's staff reply to reviews.")


def may_gather(member: Member | None, forum: Forum | None, at: datetime) -> Verdict:
    """Whether they may gather themes of a product of this forum. The forum's stewards must be loaded."""
    if forum is not None:
        return may_keep_forum(member, forum, at)
    able = good_standing(member)
    if member is None or not able:
        return able
    return able if member.is_staff else refused("Only the brand's staff gather themes of a product without a forum.")


def may_signal(member: Member | None, forum: Forum | None, quotes: int, at: datetime) -> Verdict:
    """Whether they may turn a theme with that many quotes into a signal. The forum's stewards must be loaded."""
    able = may_gather(member, forum, at)
    if not able:
        return able
    if forum is None:
        return refused(
            "This product belongs to no forum, so no round could hear its signal. Staff give it one where they edit it."
        )
    return able if quotes else refused("A signal needs evidence: gather at least one sentence first.")
