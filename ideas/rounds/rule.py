"""How a round's winners are chosen: the kind of ballot, the rule that counts it, and what there is to give away. Chosen when
the round is announced and fixed from then on; the database refuses to change any of it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from governance.charter.rules import RULES
from governance.counting.contest import BallotKind, TieRule
from governance.counting.rule import Completion, Rule, RuleName, Utility
from kernel.rules import RuleBroken

MOST_SLOTS = RULES["round.slots-most"].most
MOST_POINTS = 1000
MOST_BUDGET = 10**15
CURRENCY_LENGTH = 3


@dataclass(frozen=True, slots=True)
class RoundRule:
    """One slot each (`slots`, no budget), or costs in minor units of a currency (`budget_minor`, no slots).

    `points` is how many a member spreads, on a points ballot only. `usual_cost_minor` is what a finalist costs for which
    staff set nothing else.
    """

    slots: int = 1
    choices_limit: int | None = None
    ballot_kind: BallotKind = BallotKind.APPROVAL
    counting_rule: RuleName = RuleName.EQUAL_SHARES
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD1U
    minimum_votes: int = 0
    tie_rule: TieRule = TieRule.CHEAPER_THEN_DRAWN
    points: int | None = None
    budget_minor: int | None = None
    currency: str | None = None
    usual_cost_minor: int | None = None

    @property
    def counting(self) -> Rule:
        """The part that the count itself takes."""
        return Rule(self.counting_rule, self.utility, self.completion, self.minimum_votes)

    @property
    def facts(self) -> dict[str, Any]:
        """The rule as the public record and the inputs of a count spell it: words and whole numbers."""
        return {name: str(value) if isinstance(value, StrEnum) else value for name, value in asdict(self).items()}


RULE_COLUMNS = tuple(RoundRule.__dataclass_fields__)


def check_rule(rule: RoundRule) -> None:
    """Raise RuleBroken on the first field that does not fit the others."""
    _check_prize(rule)
    if rule.choices_limit is not None and rule.choices_limit < 1:
        raise RuleBroken("Each member needs at least one choice. Leave it empty for no limit.", "choices_limit")
    if rule.minimum_votes < 0:
        raise RuleBroken("A minimum of votes is zero or more.", "minimum_votes")
    if (rule.ballot_kind is BallotKind.POINTS) != (rule.points is not None):
        raise RuleBroken("Say how many points a member spreads, on a points ballot and no other.", "points")
    if rule.points is not None and not 1 <= rule.points <= MOST_POINTS:
        raise RuleBroken(f"A member spreads between 1 and {MOST_POINTS:,} points.", "points")
    _check_transferable(rule)


def _check_prize(rule: RoundRule) -> None:
    if rule.budget_minor is None:
        if not 1 <= rule.slots <= MOST_SLOTS:
            raise RuleBroken(f"A round fills between 1 and {MOST_SLOTS} slots.", "slots")
        if rule.currency is not None or rule.usual_cost_minor is not None:
            raise RuleBroken("A usual cost goes with a budget: give the budget too, or neither.", "budget")
        return
    if not 1 <= rule.budget_minor <= MOST_BUDGET:
        raise RuleBroken("A budget is more than nothing, and no more than a brand can spend.", "budget")
    if rule.slots != 0 or rule.currency is None or len(rule.currency) != CURRENCY_LENGTH:
        raise RuleBroken("A round has slots, or a budget in one currency; not both.", "budget")
    if rule.usual_cost_minor is None or not 1 <= rule.usual_cost_minor <= MOST_BUDGET:
        raise RuleBroken("Say what a concept costs for which nobody sets another cost.", "usual_cost")


def _check_transferable(rule: RoundRule) -> None:
    transferable = rule.counting_rule is RuleName.SINGLE_TRANSFERABLE_VOTE
    if transferable and rule.ballot_kind is not BallotKind.RANKED:
        raise RuleBroken("The single transferable vote needs ranked ballots.", "ballot_kind")
    if transferable and rule.budget_minor is not None:
        raise RuleBroken("The single transferable vote fills slots; it knows no costs.", "counting_rule")
