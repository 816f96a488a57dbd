"""After any change of password, address, role or standing, nothing given out before it opens the account any more, but for
the link that takes it back to the address it left (owner_links.py): a thief's change must not take that from the owner.
"""

from __future__ import annotations

from members.accounts.member import Member
from members.accounts.token import void_links
from members.sessions.opening import end_sessions_of


def shut_out(member: Member) -> None:
    """Void every other open link of this member and end every session, in the transaction of the change itself."""
    void_links(member)
    end_sessions_of(member)
