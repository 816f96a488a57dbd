"""Staff hide a decision's own words, or a contribution to it, with a public reason, and show them again; nothing is deleted,
and the vote goes on. The record tells that it was done and why, never the words.
"""

from __future__ import annotations

from governance.decisions.contribution import Contribution
from governance.decisions.decision import HIDDEN_REASON_LENGTH, Decision
from governance.decisions.opening import let_find
from governance.decisions.policy import may_moderate
from governance.record.recording import record, take_turn
from kernel.clock import now
from kernel.database import lock
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import forget
from members.accounts.member import Member
from members.notices.noticing import notify

Said = Decision | Contribution


def hide(member: Member, said: Said, reason: str) -> None:
    """Take these words out of sight."""
    _hold(member, said)
    if said.hidden_at is not None:
        raise RuleBroken("It is hidden already.")
    said.hidden_at, said.hidden_reason = now(), _fit(reason)
    if isinstance(said, Decision):
        forget("decision", said.id)
    _note(member, said, "hide", "hidden", reason)


def restore(member: Member, said: Said, reason: str) -> None:
    """Show them again."""
    _hold(member, said)
    if said.hidden_at is None:
        raise RuleBroken("It is not hidden.")
    _fit(reason)
    said.hidden_at = said.hidden_reason = None
    if isinstance(said, Decision):
        let_find(said)
    _note(member, said, "restore", "shown again", reason)


def _hold(member: Member, said: Said) -> None:
    take_turn()  # before the row, as a clock's tick does that closes several decisions
    lock(said)
    require(may_moderate(member, said.author_id, now()))


def _fit(reason: str) -> str:
    if not reason.strip() or len(reason) > HIDDEN_REASON_LENGTH:
        raise RuleBroken(
            f"Give a reason that everybody can read, in at most {HIDDEN_REASON_LENGTH} characters.", "reason"
        )
    return reason.strip()


def _note(member: Member, said: Said, kind: str, done: str, reason: str) -> None:
    is_own = isinstance(said, Decision)
    decision_id = said.id if isinstance(said, Decision) else said.decision_id
    words = f"{f'The words of decision {decision_id}' if is_own else f'A contribution to decision {decision_id}'}"
    words = f"{words} {'were' if is_own else 'was'} {done}. The reason: {reason.strip()}"
    subject = f"decision:{decision_id}"
    record(f"moderation.{kind}", subject, actor=member, words=words, url=said.path, reason=reason.strip())
    if said.author_id is not None:
        key = f"{'decision' if is_own else 'contribution'}:{said.id}:{kind}:{now().isoformat()}"
        told = f"Your {'proposal' if is_own else 'contribution'} was {done}: {reason.strip()}"
        notify(said.author_id, "decisions", key, told, said.path)
