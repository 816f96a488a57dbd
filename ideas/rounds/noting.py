"""Stewards and staff note a signal in a forum: a statement of what should change, and the evidence for it."""

from __future__ import annotations

from ideas.forums.forum import Forum
from ideas.rounds.policy import may_note_signal
from ideas.rounds.signal import EVIDENCE_LENGTH, STATEMENT_LENGTH, Signal
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import index
from members.accounts.member import Member


def note_signal(
    actor: Member, forum: Forum, statement: str, evidence: str, theme_id: int | None = None, url: str = ""
) -> Signal:
    """A new signal in a forum whose stewards are loaded. `theme_id` and `url` lead back to the reviews it came from."""
    require(may_note_signal(actor, forum, now()))
    statement = " ".join(statement.split())
    if not statement or len(statement) > STATEMENT_LENGTH:
        raise RuleBroken(f"State in {STATEMENT_LENGTH} characters or fewer what should change.", "statement")
    if not evidence.strip() or len(evidence) > EVIDENCE_LENGTH:
        raise RuleBroken(f"Give the evidence, in {EVIDENCE_LENGTH:,} characters or fewer.", "evidence")
    signal = Signal(forum_id=forum.id, statement=statement, evidence=evidence.strip(), theme_id=theme_id, url=url)
    signal.created_by = actor.id
    db.session.add(signal)
    db.session.flush()
    index("signal", signal.id, statement, signal.evidence, f"/forums/{forum.slug}/signals#signal-{signal.id}")
    return signal
