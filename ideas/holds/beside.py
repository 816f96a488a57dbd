"""What stands beside somebody's own vote: that it waits and until when, or that it is held."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ideas.holds.eligibility import pending
from ideas.holds.queries import hold_of
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from members.accounts.member import Member


def beside_vote(member: Member | None, round: Round, kind: VoteKind, has_voted: bool, at: datetime) -> dict[str, Any]:
    """`pending` and `hold` for a template, both None for who has not voted. One statement for who has."""
    if not has_voted:
        return {"pending": None, "hold": None}
    return {"pending": pending(member, round, kind, at), "hold": hold_of(member, round, kind)}
