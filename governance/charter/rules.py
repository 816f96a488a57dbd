"""Every number that the charter rules: what it does in plain words, its unit, founding value and bounds.

The founding value holds from the first enactment of the site on and never again: changing it here changes no running site.
Protected are the rules about how rules change; they need the charter's own majority and a cooling-off.
"""

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
    """One number: `words` names it, `does` says what it does to people. Bounds are inclusive."""

    key: str
    words: str
    does: str
    unit: Unit
    founding: int
    least: int
    most: int
    protected: bool = False

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

D, M, P, BP = Unit.DAYS, Unit.MEMBERS, Unit.PERCENT, Unit.BASIS_POINTS
RULES: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule("round.slots", "Winners of a round", "What a new round starts from.", Unit.PLACES, 1, 1, 50),
        Rule("round.slots-most", "Most winners of a round", "No round may fill more.", Unit.PLACES, 50, 1, 200),
        Rule("round.finalists", "Finalists of a round", "What a new round starts from.", Unit.CONCEPTS, 30, 2, 200),
        Rule("round.finalists-most", "Most finalists", "No ballot may be longer.", Unit.CONCEPTS, 200, 2, 1000),
        Rule("round.proposing-days", "Time to propose", "What a new round starts from.", D, 14, 1, 180),
        Rule("round.refining-days", "Time to refine", "What a new round starts from.", D, 7, 0, 90),
        Rule("round.balloting-days", "Time to vote", "What a new round starts from.", D, 7, 1, 90),
        Rule(
            "ballot.choices",
            "Choices on a ballot",
            "How many finalists one member may approve.",
            Unit.CHOICES,
            5,
            1,
            50,
        ),
        Rule("ballot.points", "Points on a ballot", "How many points one member gives out.", Unit.POINTS, 10, 1, 100),
        Rule("votes.minimum", "Fewest votes to win", "A concept with fewer never wins.", Unit.VOTES, 1, 1, 10_000),
        Rule("votes.answer-days", "Time to answer a hold", "Votes held late: the count waits so long.", D, 2, 1, 14),
        Rule(
            "publication.minimum-voters",
            "Voters needed to publish ballots",
            "With fewer voters no ballots are published, since somebody could guess whose they are.",
            M,
            20,
            20,
            1000,
        ),
        Rule(
            "account.age-days",
            "Age of an account that counts at once",
            "Votes of younger accounts wait until the account is this old; decisions are for older ones.",
            D,
            3,
            0,
            90,
        ),
        Rule("concept.proposals-per-day", "Proposals", "How many one member publishes in a day.", Unit.A_DAY, 5, 1, 50),
        Rule("concept.drafts", "Drafts", "How many one member keeps in one round.", Unit.CONCEPTS, 10, 1, 100),
        Rule("concept.co-authors", "Co-authors", "How many a concept may have beside its author.", M, 8, 1, 30),
        Rule("discussion.comments-per-day", "Comments", "How many one member writes in a day.", Unit.A_DAY, 60, 5, 500),
        Rule("discussion.flags-per-day", "Flags", "How many one member raises in a day.", Unit.A_DAY, 30, 3, 300),
        Rule(
            "order.alike-percent",
            "Likeness that is pointed out",
            "Concepts at least this much alike are shown to an author before publishing.",
            P,
            22,
            5,
            90,
        ),
        Rule(
            "order.alike-title-percent",
            "Weight of the title in likeness",
            "How much of the likeness of two concepts their titles decide; the rest is their text.",
            P,
            40,
            0,
            100,
        ),
        Rule("assessment.due-days", "Time to judge a winner", "Staff answer within it, with reasons.", D, 28, 1, 90),
        Rule("update.overdue-days", "Longest silence", "Makers who say nothing for longer are overdue.", D, 28, 7, 90),
        Rule("campaign.window-days", "Longest pre-order", "No campaign stays open for longer.", D, 91, 7, 365),
        Rule("pledge.payment-days", "Time to pay", "After a campaign has met its minimum.", D, 14, 3, 60),
        Rule(
            "royalty.basis-points", "Royalty", "The authors' share of what each unit sold brings in.", BP, 300, 0, 5000
        ),
        Rule("referral.basis-points", "Referral", "Thanks for who brought a buyer; one level only.", BP, 200, 0, 2000),
        Rule("steward.term-days", "Term of a steward", "After it, the forum elects again.", D, 365, 30, 1461),
        Rule("steward.seats", "Stewards of a forum", "Elected together, for a term.", Unit.PLACES, 2, 1, 9),
        Rule("steward.nomination-days", "Time to stand for steward", "Then voting begins.", D, 7, 2, 60),
        Rule("steward.voting-days", "Time to elect stewards", "After the nominations.", D, 7, 2, 60),
        Rule("steward.active-days", "Who elects", "Members active in the forum in this time.", D, 365, 30, 1461),
        Rule("steward.fewest-voters", "Fewest members to elect", "With fewer, staff appoint.", M, 5, 3, 1000),
        Rule("steward.recall-percent", "Majority to recall a steward", "Of the yes and no votes.", P, 60, 50, 90),
        Rule("jury.appeal-days", "Time to appeal", "After a concept was declined.", D, 30, 7, 180),
        Rule("jury.answer-days", "Time of a juror to answer", "Silent ones are replaced.", D, 3, 1, 14),
        Rule("jury.size", "Jurors", "Drawn by lot for one appeal.", M, 7, 3, 25),
        Rule("jury.days", "Time of a jury", "It gives its verdict within it.", D, 10, 2, 60),
        Rule("decision.discussion-days", "Discussion before a vote", "So all can hear first.", D, 7, 1, 60, True),
        Rule(
            "decision.voting-days", "Time to vote on a decision", "It begins after the discussion.", D, 7, 1, 60, True
        ),
        Rule("decision.quorum", "Quorum", "Fewest voters for a decision to be valid.", M, 5, 3, 100_000, True),
        Rule(
            "decision.quorum-percent", "Quorum as a share", "Of all who may vote, if that is more.", P, 2, 0, 60, True
        ),
        Rule(
            "decision.majority-percent", "Majority", "Share of yes, and always more yes than no.", P, 50, 50, 90, True
        ),
        Rule("charter.majority-percent", "Majority for the rules here", "Share of yes it takes.", P, 67, 60, 90, True),
        Rule("charter.cooling-off-days", "Cooling-off for the rules here", "Passed, they wait.", D, 7, 1, 60, True),
        Rule("emergency.days", "Life of an emergency act", "Then it lapses, unless confirmed.", D, 14, 4, 28, True),
    )
}
