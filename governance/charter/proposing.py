"""Putting a change of the charter to the members: another value, a new rule of conduct, or the end of one.

The rules about how rules change need the charter's own majority and a cooling-off.
"""

from __future__ import annotations

from governance.charter.conduct import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    ConductRepeal,
    ConductRule,
    add_conduct,
    repeal_conduct,
)
from governance.charter.enacting import Setting, enact, said
from governance.charter.enactment import Power
from governance.charter.rule import Rule
from governance.charter.rules import RULES
from governance.charter.values import value
from governance.decisions import kinds
from governance.decisions.decision import Decision
from governance.decisions.kinds import Change, Kind
from governance.decisions.opening import Motion, Terms, open_decision
from governance.record.canonical import digest
from kernel.database import db
from kernel.markup import to_html
from kernel.rules import RuleBroken
from members.accounts.member import Member

CHANGE, CONFIRM, CONDUCT, REPEAL = "charter-value", "charter-emergency", "conduct-rule", "conduct-repeal"


def propose_value(actor: Member, rule: Rule, number: int, reason: str) -> Decision:
    """Ask the members to set this value. Raises RuleBroken on `value` outside the bounds or for what holds already."""
    check_value(rule, number)
    proposed = {"value": number, "was": value(rule.key)}
    motion = Motion(CHANGE, rule.key, f"{rule.words}: {rule.said(number)}", reason, proposed)
    return open_decision(actor, motion, terms_for(rule))


def propose_conduct(actor: Member, title: str, text: str, reason: str) -> Decision:
    """Ask the members to add a rule of conduct (Markdown)."""
    title = " ".join(title.split())
    if not title or len(title) > TITLE_LENGTH:
        raise RuleBroken(f"Give the rule a title of at most {TITLE_LENGTH} characters.", "title")
    if not text.strip() or len(text) > TEXT_LENGTH:
        raise RuleBroken(f"Write the rule, in at most {TEXT_LENGTH:,} characters.", "text")
    shown = to_html(text, "text")
    subject = f"conduct:{digest(title.casefold())[:16]}"
    return open_decision(actor, Motion(CONDUCT, subject, title, reason, {"title": title, "text": text, "html": shown}))


def propose_repeal(actor: Member, rule: ConductRule, reason: str) -> Decision:
    """Ask the members to end a rule of conduct. Its decision must be loaded."""
    if db.session.get(ConductRepeal, rule.id) is not None:
        raise RuleBroken("This rule was repealed already.")
    motion = Motion(REPEAL, f"conduct:{rule.id}", f"Repeal: {rule.heading}", reason, {"rule": rule.id})
    return open_decision(actor, motion)


def check_value(rule: Rule, number: int) -> None:
    """Raise RuleBroken on `value` unless this number is within the bounds and would change something."""
    if not rule.allows(number):
        words = f"It can be anything from {rule.said(rule.least)} to {rule.said(rule.most)}."
        raise RuleBroken(words, "value")
    if number == value(rule.key):
        raise RuleBroken(f"It is {rule.said(number)} already.", "value")


def terms_for(rule: Rule) -> Terms:
    """What a decision on this value needs beyond the usual."""
    if not rule.protected:
        return Terms()
    return Terms(majority_percent=value("charter.majority-percent"), cooling_off_days=value("charter.cooling-off-days"))


def _enact_value(decision: Decision) -> None:
    key, number = decision.subject, int(decision.proposed["value"])
    reason = f"Decision {decision.id}: {decision.title}"
    words = f"{said(key, number)}, by decision {decision.id} of the members."
    enact([Setting(key, number, Power.DECISION, reason, decision_id=decision.id)], words)


def _value_url(decision: Decision) -> str:
    return f"/charter/{decision.subject}"


def _value_change(decision: Decision) -> Change:
    was, becomes, rule = decision.proposed["was"], decision.proposed["value"], RULES.get(decision.subject)
    return Change(rule.said(was), rule.said(becomes), rule.does) if rule else Change(str(was), str(becomes))


for _name, _label, _yes, _no in (
    (CHANGE, "A value of the charter", "The value changes by itself.", "The value stays as it is."),
    (CONFIRM, "An emergency act of staff", "What staff set in the emergency stays.", "The emergency act lapses."),
):
    kinds.add(
        Kind(_name, _label, _enact_value, _value_url, _value_change, _yes, _no, _name == CONFIRM, ("value", "was"))
    )
kinds.add(Kind(CONDUCT, "A new rule of conduct", add_conduct, yes_means="The rule holds for everybody."))
kinds.add(
    Kind(
        REPEAL,
        "The end of a rule of conduct",
        repeal_conduct,
        lambda _: "/charter#conduct",
        yes_means="It ends.",
        on_record=("rule",),
    )
)
