"""A vote counts once its account is confirmed and old enough, if that comes before the vote closes. It is computed for the
moment of the close, so nobody has to flip anything.

Supports close when balloting begins, because then the finalists are drawn up; ballots close with the round.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_

from governance.charter.rules import RULES
from governance.charter.values import value
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from members.accounts.member import Member
from members.accounts.waiting import Waits, waits

KEY = "account.age-days"
HIGHEST_AGE = timedelta(days=RULES[KEY].most)


def deadline(round: Round, kind: VoteKind) -> datetime:
    """When votes of this kind close in this round."""
    return round.balloting_at if kind is VoteKind.SUPPORT else round.closes_at


def least_age() -> timedelta:
    """How old an account must be when a vote closes: the charter's value in force."""
    return timedelta(days=value(KEY))


def pending(member: Member | None, round: Round, kind: VoteKind, at: datetime) -> Waits | None:
    """Why this person's vote does not count yet, or would not; None when it does."""
    return waits(member, at, deadline(round, kind))


def confirmed_by(moment: datetime) -> Any:
    """SQL: the account was confirmed by then, or an import vouches for it."""
    return or_(Member.imported_from.is_not(None), Member.confirmed_at <= moment)


def old_enough_at(moment: datetime, age: timedelta) -> Any:
    """SQL: the account was that old then, or an import vouches for it."""
    return or_(Member.imported_from.is_not(None), Member.created_at <= moment - age)
