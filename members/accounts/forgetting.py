"""Accounts that nobody confirmed go away after a week, so that the names they claimed are free again; at once when the
operator says whose the address is.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select

from kernel.clock import now
from kernel.database import db
from kernel.events import publish
from members.accounts.member import Member
from members.accounts.token import AccountToken
from members.events import AccountsForgotten

WAITS = timedelta(days=7)
TOKENS_KEPT = timedelta(days=30)
AT_ONCE = 500


def forget_unconfirmed() -> None:
    """Drop accounts that waited a week for their confirmation, and links that ran out a month ago. A clock tick."""
    db.session.execute(delete(AccountToken).where(AccountToken.expires_at < now() - TOKENS_KEPT))
    waited = select(Member.id).where(Member.confirmed_at.is_(None), Member.created_at < now() - WAITS)
    _forget(tuple(db.session.scalars(waited.limit(AT_ONCE))))


def forget_claims(email: str) -> None:
    """Drop every account that claims this address and never proved it, with its sessions and links."""
    claim = select(Member.id).where(Member.confirmed_at.is_(None), func.lower(Member.email) == email.lower())
    _forget(tuple(db.session.scalars(claim)))


def _forget(ids: tuple[int, ...]) -> None:
    if ids:
        publish(AccountsForgotten(ids))
        db.session.execute(delete(Member).where(Member.id.in_(ids), Member.confirmed_at.is_(None)))
