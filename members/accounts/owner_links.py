"""The links that went to an address when its account was to move away: for a week they take the account back.

Only their use, an older one's or an administrator makes them stop working. Meanwhile nobody else takes the address.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from kernel.clock import now
from kernel.database import db
from members.accounts.address import folded_address
from members.accounts.member import Member
from members.accounts.token import AccountToken, Purpose


def _living(*whose: ColumnElement[bool]) -> Sequence[AccountToken]:
    living = select(AccountToken).where(
        AccountToken.purpose == Purpose.STOP_CHANGE, AccountToken.used_at.is_(None), AccountToken.expires_at > now()
    )
    found: Sequence[AccountToken] = db.session.scalars(living.where(*whose).order_by(AccountToken.id)).all()
    return found


def owner_links(member: Member) -> Sequence[AccountToken]:
    """Those of this member that still work, oldest first."""
    return _living(AccountToken.member_id == member.id)


def can_be_taken_back(member: Member) -> bool:
    """Whether an address that it has left still decides about the account."""
    return any(folded_address(link.email) != member.email_folded for link in owner_links(member))


def is_kept_for_another(member: Member, email: str) -> bool:
    """Whether somebody else's account can be taken back to this address."""
    others = _living(AccountToken.member_id != member.id)
    return any(folded_address(link.email) == folded_address(email) for link in others)


def overruled_by(token: AccountToken) -> list[AccountToken]:
    """This link and those of the same address or of one that had the account later; an earlier owner's stay."""
    links, address = owner_links(token.member), folded_address(token.email)
    firsts = [link.id for link in links if folded_address(link.email) == address]
    since = min([token.id, *firsts])
    return [link for link in links if link.id >= since]
