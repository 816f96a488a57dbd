"""Withdrawing a proposal: by who made it, before voting begins. It stays on its page, and may be put anew."""

from __future__ import annotations

from governance.decisions.decision import Decision
from governance.decisions.kinds import kind_of
from governance.decisions.notifying import tell
from governance.decisions.policy import may_withdraw
from governance.record.recording import record, take_turn
from kernel.database import lock, now_by_the_database
from kernel.policy import require
from members.accounts.member import Member


def withdraw(actor: Member, decision: Decision) -> None:
    """Take one's proposal back. Raises Refused for others, for one that is owed, and once voting has begun."""
    take_turn()
    lock(decision)
    at = now_by_the_database()
    require(may_withdraw(actor, decision, kind_of(decision).owed, at))
    decision.withdrawn_at, decision.is_open = at, False
    words = f"Decision {decision.id} was withdrawn by who proposed it, before anybody could vote."
    record("decision.withdrawn", f"decision:{decision.id}", actor=actor, words=words, url=decision.path)
    tell(decision.id, "withdrawn")
