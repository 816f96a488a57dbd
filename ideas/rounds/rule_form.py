"""What the form asks about how a round's winners are chosen. Its defaults are the charter's and suit most rounds."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import Optional

from governance.counting.contest import BallotKind
from governance.counting.rule import Completion, RuleName, Utility
from ideas.rounds.rule import RoundRule
from kernel.amount import CURRENCIES, minor_units, written
from kernel.forms import Form, Line, Whole
from kernel.rules import RuleBroken

KINDS = [
    (BallotKind.APPROVAL.value, "Tick concepts: each tick is a vote"),
    (BallotKind.POINTS.value, "Spread points over concepts"),
    (BallotKind.RANKED.value, "Put concepts in order"),
]
RULES = [
    (RuleName.EQUAL_SHARES.value, "Equal Shares: every voter decides over the same part of the whole"),
    (RuleName.MOST_VOTES.value, "Most votes first; what does not fit is passed over"),
    (RuleName.MOST_VOTES_STOP.value, "Most votes first; it ends at the first that does not fit"),
    (RuleName.SINGLE_TRANSFERABLE_VOTE.value, "Single transferable vote, for ranked ballots and slots"),
]
UTILITIES = [
    (Utility.COST.value, "as much as it costs"),
    (Utility.CARDINALITY.value, "the same, whatever it costs"),
]
COMPLETIONS = [
    (Completion.ADD1U.value, "Raise all shares, count again; then most votes"),
    (Completion.ADD1.value, "Raise all shares, count again"),
    (Completion.NONE.value, "Leave it"),
]


class RuleForm(Form):
    """The rule's fields; `rule()` reads them as one value."""

    slots = Whole("Winners", [Optional()], default=1, description="How many concepts win, one slot each.")
    budget = Line(
        "Or a budget",
        [Optional()],
        description="An amount such as 30000, when concepts differ in cost. Winners are then as many as it pays for.",
    )
    currency = SelectField("Currency", choices=[(code, code) for code in CURRENCIES], default="EUR")
    usual_cost = Line(
        "Usual cost of a concept",
        [Optional()],
        description="With a budget only: what a concept costs for which you set no other cost before the ballot opens.",
    )
    ballot_kind = RadioField("On the ballot a member may", choices=KINDS, default=BallotKind.APPROVAL.value)
    choices_limit = Whole(
        "Choices on a ballot", [Optional()], description="How many finalists one member may choose. Empty: no limit."
    )
    points = Whole("Points to spread", [Optional()], description="On a points ballot only: how many each member has.")
    counting_rule = SelectField("Counted by", choices=RULES, default=RuleName.EQUAL_SHARES.value)
    utility = SelectField(
        "A winner is worth to its voters", choices=UTILITIES, description="Equal Shares on approvals only."
    )
    completion = SelectField("When something is left over", choices=COMPLETIONS, description="Equal Shares only.")
    minimum_votes = Whole(
        "Least votes to win", [Optional()], default=0, description="Nothing wins with fewer. 0: no minimum."
    )

    def rule(self) -> RoundRule:
        """What was typed, for the act. Raises RuleBroken for an amount that is none."""
        budget = self._amount("budget")
        kind = BallotKind(self.ballot_kind.data)
        return RoundRule(
            slots=0 if budget is not None else self.slots.data or 0,
            choices_limit=self.choices_limit.data,
            ballot_kind=kind,
            counting_rule=RuleName(self.counting_rule.data),
            utility=Utility(self.utility.data),
            completion=Completion(self.completion.data),
            minimum_votes=self.minimum_votes.data or 0,
            points=self.points.data if kind is BallotKind.POINTS else None,
            budget_minor=budget,
            currency=self.currency.data if budget is not None else None,
            usual_cost_minor=self._amount("usual_cost") if budget is not None else None,
        )

    def _amount(self, name: str) -> int | None:
        typed: Any = self[name].data
        if not typed:
            return None
        try:
            return minor_units(typed)
        except ValueError as unclear:
            raise RuleBroken(str(unclear), name) from None


def rule_of(rule: RoundRule) -> dict[str, Any]:
    """What the fields show of a rule that stands."""
    shown = {name: getattr(rule, name) for name in ("slots", "choices_limit", "points", "minimum_votes")}
    shown |= {name: getattr(rule, name).value for name in ("ballot_kind", "counting_rule", "utility", "completion")}
    if rule.budget_minor is not None and rule.usual_cost_minor is not None:
        shown |= {"budget": written(rule.budget_minor), "usual_cost": written(rule.usual_cost_minor)}
        shown |= {"currency": rule.currency}
    return shown
