"""A promised date is an obligation: it may move only with a public reason, and everybody who waits is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from commerce.catalog.product import Product
from commerce.making.milestone import MOST_PICTURES, Milestone, MilestoneMove, MilestonePicture
from commerce.making.policy import may_change_milestone, may_make
from commerce.making.telling import tell
from kernel.clock import now
from kernel.database import db, lock
from kernel.pictures import Picture
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

TITLE_MAX = 120
WORDS_MAX = 2000
REASON_MAX = 500


def promise(actor: Member, product: Product, title: str, promised_on: date, words: str = "") -> Milestone:
    """A new milestone with its promised day. Raises Refused; RuleBroken on title, promised_on or words."""
    require(may_make(actor, product, now()))
    title = " ".join(title.split())
    if not 1 <= len(title) <= TITLE_MAX:
        raise RuleBroken(f"Name the step in at most {TITLE_MAX} characters.", "title")
    if promised_on < now().date():
        raise RuleBroken("Promise a day that is still to come.", "promised_on")
    same = select(Milestone.id).where(Milestone.product_id == product.id, Milestone.title == title)
    if db.session.scalar(same) is not None:
        raise RuleBroken("This product already has a milestone of that name.", "title")
    milestone = Milestone(product_id=product.id, title=title, promised_on=promised_on, words=_words(words))
    milestone.created_at, milestone.created_by = now(), actor.id
    db.session.add(milestone)
    db.session.flush()
    return milestone


def move(actor: Member, milestone: Milestone, product: Product, to: date, reason: str) -> None:
    """Promise another day instead, for a reason that everybody reads. Raises Refused; RuleBroken on to or reason."""
    lock(milestone)
    require(may_change_milestone(actor, milestone, product, now()))
    reason = reason.strip()
    if not 1 <= len(reason) <= REASON_MAX:
        raise RuleBroken(
            f"Say why it moves, in at most {REASON_MAX} characters: everybody who waits reads it.", "reason"
        )
    if to == milestone.promised_on:
        raise RuleBroken("That is the day already promised.", "to")
    if to < now().date():
        raise RuleBroken("Promise a day that is still to come.", "to")
    moved = MilestoneMove(milestone_id=milestone.id, from_on=milestone.promised_on, to_on=to, reason=reason)
    moved.moved_at, moved.moved_by = now(), actor.id
    db.session.add(moved)
    milestone.promised_on = to
    db.session.flush()
    words = f"“{milestone.title}” of {product.name} is now promised for {to:%-d %B %Y}: {reason}"
    tell(product, f"milestone-moved:{moved.id}", words)


def reach(actor: Member, milestone: Milestone, product: Product, words: str, pictures: Sequence[Picture] = ()) -> None:
    """Say that the step is done, and show it. Raises Refused; RuleBroken on words or pictures."""
    lock(milestone)
    require(may_change_milestone(actor, milestone, product, now()))
    if len(pictures) > MOST_PICTURES:
        raise RuleBroken(f"Show at most {MOST_PICTURES} pictures.", "pictures")
    milestone.reached_at, milestone.reached_by = now(), actor.id
    milestone.words = _words(words) or milestone.words
    for position, picture in enumerate(pictures):
        db.session.add(MilestonePicture(milestone_id=milestone.id, picture=picture, position=position))
    db.session.flush()
    tell(product, f"milestone-reached:{milestone.id}", f"{product.name}: “{milestone.title}” is done.")


def _words(words: str) -> str:
    if len(words.strip()) > WORDS_MAX:
        raise RuleBroken(f"Use at most {WORDS_MAX:,} characters.", "words")
    return words.strip()
