"""The rule of who may join, as one row for each time an administrator chose: the newest holds, and the others are its history.
An invitation is a link that lets some people join for some days, whatever the rule.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column, short
from kernel.keyed import signed
from members.accounts.member import Member

MOST_USES, MOST_DAYS = 1000, 365


class Way(StrEnum):
    """Who may join."""

    OPEN = "open"
    INVITATION = "invitation"
    DOMAIN = "domain"


class JoiningRule(Model):
    """What an administrator chose at one moment, and why, in words that the sign-up page shows."""

    __tablename__ = "joining_rule"
    __table_args__ = (CheckConstraint("way <> 'domain' OR length(domains) > 0", name="domain_named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    way: Mapped[Way] = mapped_column(enum_column(Way))
    domains: Mapped[str] = mapped_column(default="")  # divided by blanks
    why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Member] = relationship(lazy="raise_on_sql")


class Invitation(Model):
    """A link for so many people until a day. The row keeps no secret: the link is signed with the site's key."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("uses BETWEEN 1 AND 1000", name="some_uses"),
        CheckConstraint("used BETWEEN 0 AND uses", name="never_more"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by_id IS NULL)", name="revoked_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[str]
    nonce: Mapped[str] = mapped_column(short(43))
    uses: Mapped[int]
    used: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    by: Mapped[Member] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")

    @property
    def said(self) -> str:
        """What its link is signed over."""
        return f"{self.id}:{self.nonce}"

    @property
    def code(self) -> str:
        """What stands in its link."""
        return f"{self.id}-{signed('invitation', self.said)}"

    def is_open(self, at: datetime) -> bool:
        """Whether it still lets somebody in."""
        return self.revoked_at is None and self.used < self.uses and at < self.expires_at


class InvitationUse(Model):
    """By which invitation a member came."""

    __tablename__ = "invitation_use"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)
