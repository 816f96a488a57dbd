"""Discussing a decision: contribute, reply, take back; staff hide and restore with a public reason, and delete nothing."""

from __future__ import annotations

from governance.decisions.contribution import LONGEST, REASON_LENGTH, Contribution
from governance.decisions.decision import Decision
from governance.decisions.policy import may_contribute, may_moderate, may_retract
from governance.record.recording import record
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


def hide(member: Member, contribution: Contribution, reason: str) -> None:
    """Take it out of sight, with a public reason."""
    lock(contribution)
    require(may_moderate(member, contribution, now()))
    if contribution.hidden_at is not None:
        raise RuleBroken("It is hidden already.")
    contribution.hidden_at, contribution.hidden_reason = now(), _fit(reason)
    _note(member, contribution, "hidden", reason)


def restore(member: Member, contribution: Contribution, reason: str) -> None:
    """Show it again, with a public reason."""
    lock(contribution)
    require(may_moderate(member, contribution, now()))
    if contribution.hidden_at is None:
        raise RuleBroken("It is not hidden.")
    _fit(reason)
    contribution.hidden_at = contribution.hidden_reason = None
    _note(member, contribution, "restored", reason)


def _fit(reason: str) -> str:
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Give a reason that everybody can read, in at most {REASON_LENGTH} characters.", "reason")
    return reason.strip()


def _note(member: Member, contribution: Contribution, verb: str, reason: str) -> None:
    words = f"A contribution to decision {contribution.decision_id} was {verb}. The reason: {reason.strip()}"
    subject = f"decision:{contribution.decision_id}"
    record(f"moderation.{verb}", subject, actor=member, words=words, url=contribution.path, reason=reason.strip())
    key = f"contribution:{contribution.id}:{verb}:{now().isoformat()}"
    notify(
        contribution.author_id, "decisions", key, f"Your contribution was {verb}: {reason.strip()}", contribution.path
    )
