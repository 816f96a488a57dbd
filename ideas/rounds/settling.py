"""A signal that is settled is closed with a public reason, such as “fixed in batch 2”: new briefs need not answer it. When it
turns out not to be settled, it is reopened.
"""

from __future__ import annotations

from governance.record.recording import record
from ideas.forums.forum import Forum
from ideas.rounds.policy import may_close_signal, may_reopen_signal
from ideas.rounds.signal import CLOSING_LENGTH, Signal
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def close_signal(actor: Member, forum: Forum, signal: Signal, reason: str) -> None:
    """Ask no brief about it any more. The forum is the signal's, with its stewards loaded."""
    lock(signal)
    require(may_close_signal(actor, forum, signal, now()))
    reason = reason.strip()
    if not reason or len(reason) > CLOSING_LENGTH:
        raise RuleBroken(f"Say in {CLOSING_LENGTH:,} characters or fewer why it is settled.", "reason")
    signal.closed_at, signal.closed_reason = now(), reason
    words = f"A signal in {forum.name} was closed, “{signal.statement}”: {reason}"
    _record("signal.closed", actor, forum, signal, words)


def reopen_signal(actor: Member, forum: Forum, signal: Signal) -> None:
    """Have the next brief answer it again. The forum is the signal's, with its stewards loaded."""
    lock(signal)
    require(may_reopen_signal(actor, forum, signal, now()))
    signal.closed_at, signal.closed_reason = None, ""
    words = f"A signal in {forum.name} waits for the next brief again: “{signal.statement}”."
    _record("signal.reopened", actor, forum, signal, words)


def _record(kind: str, actor: Member, forum: Forum, signal: Signal, words: str) -> None:
    url = f"/forums/{forum.slug}/signals#signal-{signal.id}"
    record(kind, f"signal:{signal.id}", actor=actor, words=words, url=url)
    db.session.flush()
