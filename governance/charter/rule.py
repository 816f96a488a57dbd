"""One number that the charter rules: what it is called, what it counts, and how it is said to people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a value counts."""

    DAYS = "days"
    MEMBERS = "members"
    PERCENT = "percent"
    BASIS_POINTS = "basis points"
    CONCEPTS = "concepts"
    CHOICES = "choices"
    POINTS = "points"
    VOTES = "votes"
    PLACES = "places"
    A_DAY = "a day"
    PARTS = "parts"


ONE = {
    Unit.DAYS: "day",
    Unit.MEMBERS: "member",
    Unit.CONCEPTS: "concept",
    Unit.CHOICES: "choice",
    Unit.POINTS: "point",
    Unit.VOTES: "vote",
    Unit.PLACES: "place",
}
THIRDS = {33: "a third", 67: "two thirds"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One number: `words` names it, `does` says what it does to people. Bounds are inclusive. `waits` says of a number that
    rules nothing yet what it waits for.
    """

    key: str
    words: str
    does: str
    unit: Unit
    founding: int
    least: int
    most: int
    protected: bool = False
    waits: str = ""

    @property
    def group(self) -> str:
        """The heading it stands under."""
        return GROUPS[self.key.partition(".")[0]]

    def allows(self, value: int) -> bool:
        """Whether the value lies within the bounds."""
        return self.least <= value <= self.most

    def said(self, value: int) -> str:
        """The value with its unit, such as "14 days", "two thirds" or "3.00 %"."""
        if self.unit is Unit.BASIS_POINTS:
            return f"{value // 100}.{value % 100:02} %"
        if self.unit is Unit.PERCENT:
            return THIRDS.get(value, f"{value} %") if "majority" in self.key else f"{value} %"
        return f"{value:,} {ONE.get(self.unit, self.unit) if value == 1 else self.unit}"


GROUPS = {
    "round": "Rounds and ballots",
    "ballot": "Rounds and ballots",
    "votes": "Rounds and ballots",
    "publication": "Rounds and ballots",
    "account": "Who counts",
    "concept": "Concepts and discussion",
    "discussion": "Concepts and discussion",
    "order": "What is shown first",
    "assessment": "What staff owe",
    "update": "What staff owe",
    "campaign": "Pre-orders",
    "pledge": "Pre-orders",
    "royalty": "What people earn",
    "referral": "What people earn",
    "steward": "Stewards and juries",
    "jury": "Stewards and juries",
    "decision": "How rules change",
    "charter": "How rules change",
    "emergency": "How rules change",
}
