"""The emergency act: staff set one value at once, with a public reason. It lapses by itself unless the members confirm it
in the decision that the act opens.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from governance.charter.enacting import Setting, enact, said
from governance.charter.enactment import REASON_LENGTH, Enactment, Power
from governance.charter.policy import may_act_in_emergency
from governance.charter.proposing import CONFIRM, check_value
from governance.charter.rule import Rule
from governance.charter.values import value
from governance.decisions.decision import TITLE_LENGTH, Decision
from governance.decisions.opening import Motion, Terms, open_decision
from governance.record.recording import take_turn
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

SETTLING = (Power.FOUNDING, Power.DECISION)


def act_in_emergency(actor: Member, rule: Rule, number: int, reason: str) -> Decision:
    """Set the value now and open the decision that may confirm it; it closes a day before the act lapses."""
    take_turn()
    at = now()
    settled = settled_version(rule.key)
    require(may_act_in_emergency(actor, rule, is_used_up(rule.key, settled), at))
    check_value(rule, number)
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Give the public reason, in at most {REASON_LENGTH:,} characters.", "reason")
    days, former = value("emergency.days"), value(rule.key)
    lapses_at = at + timedelta(days=days)
    discussion = min(timedelta(days=value("decision.discussion-days")), timedelta(days=days - 1) / 2)
    act = Setting(rule.key, number, Power.EMERGENCY, reason, lapses_at=lapses_at, overrides_version=settled)
    words = f"{said(rule.key, number)}, by an emergency act of staff; it was {rule.said(former)}."
    enact([act], words, actor)
    title = f"{said(rule.key, number)}, kept after the emergency"[:TITLE_LENGTH]
    motion = Motion(CONFIRM, rule.key, title, reason, {"value": number, "was": former})
    terms = Terms(voting_at=at + discussion, closes_at=lapses_at - timedelta(days=1))
    return open_decision(actor, motion, terms, required=True)


def settled_version(key: str) -> int:
    """The newest version that the founding or the members set, 0 when the charter was not founded yet."""
    newest = select(Enactment.version).where(Enactment.key == key, Enactment.power.in_(SETTLING))
    return db.session.scalar(newest.order_by(Enactment.version.desc()).limit(1)) or 0


def is_used_up(key: str, settled: int) -> bool:
    """Whether staff have acted on this value since that version."""
    acted = select(Enactment.id).where(Enactment.key == key, Enactment.overrides_version == settled)
    return db.session.scalar(acted) is not None
