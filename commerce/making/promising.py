"""A promised date is an obligation: it may move only with a public reason, and everybody who waits is told.

Words typed wrongly are corrected, and the old ones stay to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from commerce.catalog.product import Product
from commerce.making.milestone import MOST_PICTURES, Milestone, MilestoneCorrection, MilestoneMove, MilestonePicture
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
    if promised_on < now().date():
        raise RuleBroken("Promise a day that is still to come.", "promised_on")
    title = _title(title, product.id)
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


def correct(actor: Member, milestone: Milestone, product: Product, title: str, words: str) -> None:
    """Put what was typed wrongly right; everybody can read what stood there. Raises Refused; RuleBroken on title or words.

    Nobody is told: the step and its day are the same.
    """
    lock(milestone)
    require(may_make(actor, product, now()))
    title, words = _title(title, product.id, besides=milestone.id), _words(words)
    if (title, words) == (milestone.title, milestone.words):
        raise RuleBroken("That is what it says already.", "title")
    before = MilestoneCorrection(milestone_id=milestone.id, title=milestone.title, words=milestone.words)
    before.corrected_at, before.corrected_by = now(), actor.id
    db.session.add(before)
    milestone.title, milestone.words = title, words
    db.session.flush()


def _title(title: str, product_id: int, besides: int | None = None) -> str:
    title = " ".join(title.split())
    if not 1 <= len(title) <= TITLE_MAX:
        raise RuleBroken(f"Name the step in at most {TITLE_MAX} characters.", "title")
    same = select(Milestone.id).where(Milestone.product_id == product_id, Milestone.title == title)
    if besides is not None:
        same = same.where(Milestone.id != besides)
    if db.session.scalar(same) is not None:
        raise RuleBroken("This product already has a milestone of that name.", "title")
    return title


def _words(words: str) -> str:
    if len(words.strip()) > WORDS_MAX:
        raise RuleBroken(f"Use at most {WORDS_MAX:,} characters.", "words")
    return words.strip()
