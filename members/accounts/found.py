"""Members are found by their name and by what they say of themselves: those who proved their address and are not suspended."""

from __future__ import annotations

from kernel.search import index
from members.accounts.member import Member


def let_find(member: Member) -> None:
    """Put a member into the search as they are now; nobody else is put there."""
    if member.is_confirmed and member.suspended_at is None:
        index("member", member.id, member.name, member.about_source, f"/members/{member.id}")
