"""On a young site most accounts are too new for their votes to count: whoever sets the dates is told before, not after.

It speaks of accounts, never of votes: how many voted stays sealed, from staff too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from ideas.holds.eligibility import least_age
from kernel.database import db
from members.accounts.member import Member

WORTH_SAYING = 4  # from one account in so many on: a few who joined yesterday are on every site


@dataclass(frozen=True, slots=True)
class Ripening:
    """How many of all accounts would be too new at `closes_at`, and from when on the youngest counts."""

    closes_at: datetime
    too_new: int
    accounts: int
    age: timedelta
    ripe_at: datetime


def too_new_at(closes_at: datetime) -> Ripening | None:
    """Who would not count in a vote that closes then; None when it is too few to be worth a word. One statement."""
    age = least_age()
    able = (Member.confirmed_at.is_not(None), Member.suspended_at.is_(None), Member.left_at.is_(None))
    late = func.sum(case((Member.created_at > closes_at - age, 1), else_=0))
    query = select(func.count(), late, func.max(Member.created_at)).where(*able, Member.imported_from.is_(None))
    accounts, too_new, youngest = db.session.execute(query).one()
    if not too_new or too_new * WORTH_SAYING < accounts:
        return None
    return Ripening(closes_at, too_new, accounts, age, youngest + age)
