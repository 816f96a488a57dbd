"""Putting something to the members. What it needs to pass is read from the charter now and frozen on its row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from governance.charter.values import value
from governance.decisions import kinds
from governance.decisions.decision import SUBJECT_LENGTH, TITLE_LENGTH, Decision, DecisionRoll
from governance.decisions.majority import quorum_of
from governance.decisions.notifying import tell
from governance.decisions.policy import may_open
from governance.decisions.terms import OPENED, private_terms, public_terms
from governance.record.recording import record, take_turn
from kernel.clock import now
from kernel.database import db
from kernel.markup import to_html
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import index
from members.accounts.member import Member

REASON_LENGTH = 6000


@dataclass(frozen=True, slots=True)
class Motion:
    """What is proposed: its kind and subject, a title that can be answered with yes or no, and the reasons (Markdown)."""

    kind: str
    subject: str
    title: str
    reason: str
    proposed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a kind may ask for in place of the charter's usual numbers; None means the usual."""

    majority_percent: int | None = None
    quorum: int | None = None
    cooling_off_days: int = 0
    voting_at: datetime | None = None
    closes_at: datetime | None = None


USUAL = Terms()


def open_decision(
    actor: Member, motion: Motion, terms: Terms = USUAL, roll: Collection[int] | None = None, required: bool = False
) -> Decision:
    """Open it for discussion. `roll` restricts it to these members; `required` is for acts that owe the members one.

    Raises Refused, and RuleBroken when the same is open already or the words do not fit.
    """
    at = now()
    take_turn()
    if not required:
        require(may_open(actor, value("account.age-days"), has_one_open(actor), at))
    _check(motion)
    decision = _row(actor, motion, terms, at)
    decision.electorate = len(set(roll)) if roll is not None else electorate(decision.old_enough_before)
    usual = quorum_of(decision.electorate, value("decision.quorum"), value("decision.quorum-percent"))
    decision.quorum, decision.has_roll = terms.quorum or usual, roll is not None
    db.session.add(decision)
    db.session.flush()
    if roll:
        rows = [{"decision_id": decision.id, "member_id": member_id} for member_id in sorted(set(roll))]
        db.session.execute(insert(DecisionRoll), rows)
    let_find(decision)
    _record(actor, decision)
    tell(decision.id, "opened")
    return decision


def let_find(decision: Decision) -> None:
    """Put a decision into the search by its own words."""
    index("decision", decision.id, decision.title, decision.reason_source, decision.path)


def has_one_open(member: Member) -> bool:
    """Whether a decision that this member proposed is open."""
    theirs = select(Decision.id).where(Decision.proposer_id == member.id, Decision.is_open).limit(1)
    return db.session.scalar(theirs) is not None


def electorate(old_enough_before: datetime) -> int:
    """How many members may vote on a decision for everybody: with an address of their own, and old enough."""
    able = (Member.email_folded.is_not(None), Member.suspended_at.is_(None), Member.left_at.is_(None))
    return db.session.scalar(select(func.count(Member.id)).where(*able, Member.created_at <= old_enough_before)) or 0


def _check(motion: Motion) -> None:
    if not kinds.is_known(motion.kind):
        raise LookupError(f"no kind of decision is called {motion.kind!r}")
    if not motion.title.strip() or len(motion.title) > TITLE_LENGTH:
        raise RuleBroken(f"Put it in one sentence of at most {TITLE_LENGTH} characters.", "title")
    if not motion.reason.strip() or len(motion.reason) > REASON_LENGTH:
        raise RuleBroken(f"Give your reasons, in at most {REASON_LENGTH:,} characters.", "reason")
    subject = motion.subject[:SUBJECT_LENGTH]
    same = select(Decision.id).where(Decision.kind == motion.kind, Decision.subject == subject, Decision.is_open)
    if (found := db.session.scalar(same)) is not None:
        raise RuleBroken(f"This is being decided already: decision {found} is open. Take part in it.")


def _row(actor: Member, motion: Motion, terms: Terms, at: datetime) -> Decision:
    voting_at = terms.voting_at or at + timedelta(days=value("decision.discussion-days"))
    return Decision(
        kind=motion.kind,
        subject=motion.subject[:SUBJECT_LENGTH],
        title=" ".join(motion.title.split()),
        reason_source=motion.reason,
        reason_html=to_html(motion.reason, "reason"),
        proposed=dict(motion.proposed),
        proposer_id=actor.id,
        opened_at=at,
        voting_at=voting_at,
        closes_at=terms.closes_at or voting_at + timedelta(days=value("decision.voting-days")),
        old_enough_before=at - timedelta(days=value("account.age-days")),
        majority_percent=terms.majority_percent or value("decision.majority-percent"),
        cooling_off_days=terms.cooling_off_days,
        is_open=True,
    )


def _record(actor: Member, decision: Decision) -> None:
    words = f"Decision {decision.id} was opened, with a quorum of {decision.quorum}."
    public = {"words": words, "url": decision.path, **public_terms(decision)}
    record(OPENED, f"decision:{decision.id}", private_terms(decision), actor, **public)
