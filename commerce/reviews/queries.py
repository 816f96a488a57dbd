"""What readers need of reviews. A product page costs one statement for a guest, two for a member, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from commerce.campaigns.campaign import Campaign
from commerce.catalog.policy import may_see
from commerce.making.shipment import Shipment
from commerce.pledges.pledge import Pledge
from commerce.reviews.index import PASS_MARK
from commerce.reviews.policy import may_judge, may_review
from commerce.reviews.review import Helpful, Review, ReviewPicture, ReviewReply, ReviewVersion
from commerce.reviews.tally import ReviewTally
from kernel.clock import now
from kernel.database import db
from kernel.paging import Page, page_of
from kernel.policy import Verdict
from members.accounts.member import Member

GLANCE = 5
PER_PAGE = 20
FILTERS = {
    "": "All",
    "passed": "At the pass mark or above",
    "failed": "Below the pass mark",
    "wishes": "With a wish",
    "pictures": "With pictures",
    "brought-in": "Brought in from elsewhere",
}
ORDERS = {"": "Newest first", "helpful": "Most helpful first"}
SUM = Review.performance + Review.looks + Review.price + Review.packaging


def _whole() -> tuple[ORMOption, ...]:
    """A review with its author, pictures and answers. A function: at import not every table is known yet."""
    return (
        joinedload(Review.author),
        joinedload(Review.pictures).joinedload(ReviewPicture.picture),
        joinedload(Review.replies).joinedload(ReviewReply.author),
    )


@dataclass(frozen=True, slots=True)
class Judging:
    """The viewer's answer on one review, if any, and whether they may give one."""

    said: bool | None
    may: Verdict


@dataclass(frozen=True, slots=True)
class Glance:
    """What a product page shows of its reviews."""

    tally: ReviewTally | None
    rows: Sequence[Review]
    own: Review | None
    may_review: Verdict
    judging: dict[int, Judging]


def reviews_at_a_glance(product_id: int, viewer: Member | None) -> Glance:
    """The tally, the five most helpful reviews, and what the viewer may do: their parcel, review and answers."""
    parcel, own, tally = _parcel_review_and_tally(product_id, viewer) if viewer else (None, None, None)
    said: dict[Review, bool | None] = {}
    if viewer is None:
        tally, rows = _tally_and_best(product_id)
        said = dict.fromkeys(rows)
    elif tally is not None:
        theirs = (Helpful.review_id == Review.id) & (Helpful.member_id == viewer.id)
        judged = _counted(product_id, tally.counted > 0).add_columns(Helpful.helpful).outerjoin(Helpful, theirs)
        said = {row[0]: row[1] for row in db.session.execute(_best(judged)).unique()}
    judging = {one.id: Judging(answer, may_judge(viewer, one, now())) for one, answer in said.items()}
    return Glance(tally, list(said), own, may_review(viewer, parcel, own, now()), judging)


def _tally_and_best(product_id: int) -> tuple[ReviewTally | None, Sequence[Review]]:
    """For a guest, both at once: the tally decides whether received reviews are shown, or those brought in."""
    received = (ReviewTally.counted > 0) == Review.imported_from.is_(None)
    both = select(Review, ReviewTally).join(ReviewTally, ReviewTally.product_id == product_id)
    found = db.session.execute(_best(both.where(Review.product_id == product_id, received))).unique().all()
    return (found[0][1] if found else None), [row[0] for row in found]


def _best(reviews: Any) -> Any:
    helpful_first = reviews.order_by(Review.helpful_count.desc(), Review.id.desc())
    return helpful_first.options(*_whole()).limit(GLANCE)


def judging_of(viewer: Member | None, reviews: Sequence[Review]) -> dict[int, Judging]:
    """For each of these reviews, what the viewer said of it and whether they may. One statement; none for guests."""
    said = said_by(viewer, [review.id for review in reviews])
    return {review.id: Judging(said.get(review.id), may_judge(viewer, review, now())) for review in reviews}


def _counted(product_id: int, received: bool) -> Select[Any]:
    by = Review.imported_from.is_(None) if received else Review.imported_from.is_not(None)
    return select(Review).where(Review.product_id == product_id, by)


def tally_of(product_id: int) -> ReviewTally | None:
    """The sums of one product's reviews, or None while it has none."""
    return db.session.get(ReviewTally, product_id)


def parcel_and_review(product_id: int, viewer: Member | None) -> tuple[Shipment | None, Review | None]:
    """The viewer's parcel of this product, one that arrived first, and their review of it. One statement; none for guests."""
    return _parcel_review_and_tally(product_id, viewer)[:2] if viewer else (None, None)


def _parcel_review_and_tally(
    product_id: int, viewer: Member
) -> tuple[Shipment | None, Review | None, ReviewTally | None]:
    own = (
        select(Shipment, Review, ReviewTally)
        .select_from(Member)
        .outerjoin(Campaign, Campaign.product_id == product_id)
        .outerjoin(Pledge, (Pledge.campaign_id == Campaign.id) & (Pledge.member_id == Member.id))
        .outerjoin(Shipment, Shipment.pledge_id == Pledge.id)
        .outerjoin(Review, (Review.product_id == product_id) & (Review.member_id == Member.id))
        .outerjoin(ReviewTally, ReviewTally.product_id == product_id)
        .where(Member.id == viewer.id)
        .order_by(Shipment.delivered_at.is_(None), Shipment.id.is_(None), Shipment.id)
        .limit(1)
        .options(joinedload(Review.pictures).joinedload(ReviewPicture.picture))
    )
    row = db.session.execute(own).unique().first()
    return (row[0], row[1], row[2]) if row else (None, None, None)


def said_by(viewer: Member | None, review_ids: Iterable[int]) -> dict[int, bool]:
    """What the viewer answered on these reviews: True helpful, False not."""
    wanted = list(review_ids)
    if viewer is None or not wanted:
        return {}
    said = select(Helpful.review_id, Helpful.helpful).where(Helpful.member_id == viewer.id)
    return {row.review_id: row.helpful for row in db.session.execute(said.where(Helpful.review_id.in_(wanted)))}


def reviews_of(product_id: int, only: str = "", order: str = "", number: int = 1) -> Page[Review]:
    """One page of a product's reviews with author, pictures and answers. `only` and `order` are keys of FILTERS, ORDERS."""
    wanted: Select[Any] = select(Review).where(Review.product_id == product_id)
    if only in ("passed", "failed"):
        mark = 4 * PASS_MARK
        wanted = wanted.where(mark <= SUM if only == "passed" else mark > SUM)
    elif only == "wishes":
        wanted = wanted.where(Review.wish != "")
    elif only == "pictures":
        wanted = wanted.where(select(ReviewPicture.id).where(ReviewPicture.review_id == Review.id).exists())
    elif only == "brought-in":
        wanted = wanted.where(Review.imported_from.is_not(None))
    first = Review.helpful_count.desc() if order == "helpful" else Review.created_at.desc()
    return page_of(wanted.order_by(first, Review.id.desc()).options(*_whole()), number, PER_PAGE)


def review_with_id(review_id: int, viewer: Member | None) -> Review | None:
    """One review with author, pictures, answers and product; None when the viewer may not see the product."""
    whole = select(Review).where(Review.id == review_id).options(*_whole(), joinedload(Review.product))
    review = db.session.scalars(whole).unique().one_or_none()
    return review if review is not None and may_see(viewer, review.product) else None


def versions_of(review_id: int) -> Sequence[ReviewVersion]:
    """Every wording of a review, the newest first."""
    worded = select(ReviewVersion).where(ReviewVersion.review_id == review_id)
    return db.session.scalars(worded.order_by(ReviewVersion.number.desc()).limit(100)).all()


def has_reviewed(product_id: int, member_id: int) -> bool:
    """Whether somebody has reviewed this product."""
    own = select(Review.id).where(Review.product_id == product_id, Review.member_id == member_id)
    return db.session.scalar(own.limit(1)) is not None
