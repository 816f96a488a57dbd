"""A link in a letter proves that its reader holds the address. It works once, for a time, for one purpose.

The row keeps no secret: the link's signature is made from the row and the site's key, so the letter can be written later.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, db, enum_column, short
from kernel.keyed import is_signed, signed
from members.accounts.member import Member


class Purpose(StrEnum):
    """What the link is for."""

    CONFIRM = "confirm"
    RESET = "reset"
    CHANGE_EMAIL = "change-email"
    STOP_CHANGE = "stop-change"  # and takes the account back, once it has moved


LIVES = {
    Purpose.CONFIRM: timedelta(days=3),
    Purpose.RESET: timedelta(hours=2),  # longer than letters of it can be refused
    Purpose.CHANGE_EMAIL: timedelta(days=1),
    Purpose.STOP_CHANGE: timedelta(days=7),
}


class AccountToken(Model):
    """One link sent to one address. Who a new password was asked for is looked up only when its letter is written."""

    __tablename__ = "account_token"
    __table_args__ = (CheckConstraint("member_id IS NOT NULL OR purpose = 'reset'", name="whose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[Purpose] = mapped_column(enum_column(Purpose))
    email: Mapped[str] = mapped_column(short(254))
    nonce: Mapped[str] = mapped_column(short(43))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    back: Mapped[str] = mapped_column(short(2000), default="")  # the page they came for, a path of ours

    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    @property
    def link_part(self) -> str:
        """What stands in the link."""
        return f"{self.id}-{signed('link', self._said)}"

    @property
    def _said(self) -> str:
        return f"{self.purpose}:{self.id}:{self.member_id}:{self.email}:{self.nonce}"


def issue(member: Member, purpose: Purpose, email: str, back: str = "") -> AccountToken:
    """A new link for this member; older ones for the same purpose stop working."""
    void_links(member, purpose)
    return new_token(member.id, purpose, email, back)


def new_token(member_id: int | None, purpose: Purpose, email: str, back: str = "") -> AccountToken:
    """The row of a new link."""
    moment = now()
    token = AccountToken(
        member_id=member_id,
        purpose=purpose,
        email=email,
        nonce=secrets.token_urlsafe(24),
        created_at=moment,
        expires_at=moment + LIVES[purpose],
        back=back,
    )
    db.session.add(token)
    db.session.flush()
    return token


def void_links(member: Member, purpose: Purpose | None = None) -> None:
    """Make the open links of one purpose stop working, or all but those that take an account back."""
    open_ = update(AccountToken).where(AccountToken.member_id == member.id, AccountToken.used_at.is_(None))
    which = AccountToken.purpose == purpose if purpose else AccountToken.purpose != Purpose.STOP_CHANGE
    db.session.execute(open_.where(which).values(used_at=now()))


def token_in(link_part: str, purpose: Purpose) -> AccountToken | None:
    """The living token behind a link, with its member; None for a wrong, used or outlived one."""
    token = token_of(link_part, purpose)
    return None if token is None or token.used_at or token.expires_at <= now() else token


def token_of(link_part: str, purpose: Purpose) -> AccountToken | None:
    """The token behind a link that we wrote, with its member, also when it works no more."""
    number, _, signature = link_part[:80].partition("-")
    if not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    token: AccountToken | None = db.session.get(
        AccountToken, int(number), options=[joinedload(AccountToken.member, innerjoin=True)]
    )
    if token is None or token.purpose is not purpose:
        return None
    return token if is_signed("link", token._said, signature) else None


def use(token: AccountToken) -> bool:
    """Spend the token. False when somebody else just did."""
    spent: Any = db.session.execute(
        update(AccountToken).where(AccountToken.id == token.id, AccountToken.used_at.is_(None)).values(used_at=now())
    )
    return bool(spent.rowcount == 1)
