"""Who may change how a member is shown: only they, and only in good standing."""

from __future__ import annotations

from kernel.policy import ALLOWED, CONFIRM, JOIN, Verdict, refused
from members.accounts.member import Member


def may_edit_profile(member: Member | None) -> Verdict:
    """Their own profile; a profile is always one's own."""
    if member is None:
        return refused(JOIN)
    if not member.is_active:
        return refused("Your account is suspended, so your profile stays as it is.")
    if not member.is_confirmed:
        return refused(CONFIRM)
    return ALLOWED
