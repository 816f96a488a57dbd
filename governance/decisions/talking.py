"""Discussing a decision: contribute, reply, take back."""

from __future__ import annotations

from governance.decisions.contribution import LONGEST, Contribution
from governance.decisions.decision import Decision
from governance.decisions.policy import may_contribute, may_retract
from kernel.clock import now
from kernel.database import db, lock
from kernel.markup import to_html
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify


def contribute(member: Member, decision: Decision, source: str, to: Contribution | None = None) -> Contribution:
    """Say something about the decision, or in answer to a contribution; an answer to an answer joins its thread."""
    require(may_contribute(member, decision, now()))
    if not source.strip() or len(source) > LONGEST:
        raise RuleBroken(f"Write something, in at most {LONGEST:,} characters.", "source")
    if to is not None and (to.decision_id != decision.id or to.is_gone):
        raise RuleBroken("What you answer is gone. You can say it as a contribution of its own.", "source")
    said = Contribution(decision_id=decision.id, author_id=member.id, source=source, html=to_html(source, "source"))
    said.parent_id = (to.parent_id or to.id) if to else None
    db.session.add(said)
    db.session.flush()
    if to is not None and to.author_id != member.id:
        notify(to.author_id, "decisions", f"answered:{said.id}", f"{member.name} answered you.", said.path)
    return said


def retract(member: Member, contribution: Contribution) -> None:
    """Take one's own words back; their place stays."""
    lock(contribution)
    require(may_retract(member, contribution, now()))
    contribution.retracted_at = now()
