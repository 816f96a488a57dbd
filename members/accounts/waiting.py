"""What a new account's supports and votes still wait for: every page says it in the words of components/waiting.html.

Whether and how old an account must be is the charter's business: the package that counts gives `least_age` (counted_from).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kernel.moments import reader_day
from members.accounts.forgetting import WAITS
from members.accounts.member import Member

_counting: list[tuple[Callable[[], timedelta], timedelta]] = [(timedelta, timedelta())]  # none, unless somebody counts


@dataclass(frozen=True, slots=True)
class Waits:
    """What is missing: the confirmed address, some days. `from_` is when it is old enough, `deadline` when this vote closes."""

    unconfirmed: bool
    from_: datetime
    at: datetime
    deadline: datetime | None = None
    goes_at: datetime | None = None

    @property
    def confirm_by(self) -> datetime | None:
        """Until when confirming helps this vote: its close, or the day the unconfirmed account goes."""
        return min(self.deadline, self.goes_at) if self.deadline and self.goes_at else self.deadline

    @property
    def in_time(self) -> bool:
        """Whether the account is old enough when the vote closes; it must be confirmed by then, too."""
        return self.deadline is None or self.from_ <= self.deadline

    @property
    def is_new(self) -> bool:
        """Whether the account is too new by now."""
        return self.from_ > self.at

    @property
    def day(self) -> str:
        """The day from which it counts."""
        return reader_day(self.from_)

    @property
    def welcome(self) -> str:
        """For who has just confirmed."""
        counts = f"Your supports and votes count from {self.day} on: a new account waits until then."
        return f"You can propose, support and vote now. {counts}"


def counted_from(least_age: Callable[[], timedelta], most: timedelta) -> None:
    """How old an account must be for its votes to count, and can ever have to be, from the package that counts them."""
    _counting[:] = [(least_age, most)]


def waits(member: Member | None, at: datetime, deadline: datetime | None = None) -> Waits | None:
    """What this person's supports and votes wait for; None when they count.

    Long-standing members are told apart without a question to the database, because theirs are nearly all votes.
    """
    least_age, most = _counting[-1]
    if member is None or member.imported_from or (member.is_confirmed and member.created_at <= at - most):
        return None
    ripe = member.created_at + least_age()
    if member.is_confirmed and ripe <= at:
        return None
    return Waits(not member.is_confirmed, ripe, at, deadline, member.created_at + WAITS)
