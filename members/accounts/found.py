"""Members are found by their name and by what they say of themselves: those who proved their address and are not suspended."""

from __future__ import annotations

from kernel.search import index
from members.accounts.member import Member


def let_find(member: Member) -> None:
    """Put a member into the search as they are now, without words that are hidden; nobody else is put there."""
    about = member.about_source if member.about_hidden_at is None else ""
    if member.is_confirmed and member.suspended_at is None:
        index("member", member.id, member.name, about, f"/members/{member.id}")
