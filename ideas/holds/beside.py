"""What stands beside somebody's own vote, cast or not: what it waits for and until when, or that it is held."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ideas.holds.eligibility import pending
from ideas.holds.queries import hold_of
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from members.accounts.member import Member


def beside_vote(member: Member | None, round: Round, kind: VoteKind, has_voted: bool, at: datetime) -> dict[str, Any]:
    """`pending` and `hold` for a template. One statement for who has voted."""
    hold = hold_of(member, round, kind) if has_voted else None
    return {"pending": pending(member, round, kind, at), "hold": hold}
