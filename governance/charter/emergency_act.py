"""The emergency act, shown once more and done after fifteen minutes: staff have one for each value, a slip included."""

from __future__ import annotations

from governance.charter.emergency import act_in_emergency
from governance.charter.rule import Rule
from governance.charter.rules import RULES
from governance.charter.values import value
from governance.pending.kinds import Act, Given, Shown, done_later
from kernel.rules import RuleBroken, counted
from members.accounts.member import Member

KIND = "charter-emergency"


@done_later(KIND)
def act_now(actor: Member, about: int | str, given: Given) -> None:
    """Set it, as it was arranged."""
    rule = RULES.get(str(about))
    if rule is None:
        raise RuleBroken("The charter has no such value any more.")
    act_in_emergency(actor, rule, given["value"], given["reason"])


def emergency_on(rule: Rule, number: int, reason: str) -> tuple[Act, Shown]:
    """What waits, and the second look at it."""
    given = {"value": number, "reason": reason}
    act = Act(KIND, rule.key, f"Emergency: {rule.words}, {rule.said(number)}", f"/charter/{rule.key}", given)
    facts = [
        ("Value", rule.words),
        ("Now", rule.said(value(rule.key))),
        ("In 15 minutes", rule.said(number)),
        ("Public reason", reason),
    ]
    days = value("emergency.days")
    follows = [
        f"It holds for {counted(days, 'day')}, then lapses unless the members confirm it.",
        "This is the one emergency act on this value: you cannot do it again before the members have decided.",
        "A decision of the members opens with it, in your name.",
    ]
    told = "Everybody reads it in the charter and in the public record; members are asked when the voting begins."
    return act, Shown("Set this value in an emergency?", facts, follows, told, "Set it in 15 minutes")
