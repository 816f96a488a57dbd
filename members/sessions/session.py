"""A signed-in browser. The cookie holds a random token, this row only its hash; limits are checked here, not in the cookie."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, short
from members.accounts.member import Member

MEMBER_IDLE, MEMBER_WHOLE = timedelta(days=14), timedelta(days=60)
STAFF_IDLE, STAFF_WHOLE = timedelta(minutes=30), timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)
STEP_UP = timedelta(minutes=15)  # from the proof on, however much the session is used
AFTER_RENEWAL = timedelta(seconds=10)  # in which a second press of the same button still comes with the token before


class MemberSession(Model):
    """One browser of one member, from its sign-in to its end."""

    __tablename__ = "member_session"
    __table_args__ = (CheckConstraint("expires_at > created_at", name="expires_later"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(short(64), unique=True)
    former_hash: Mapped[str | None] = mapped_column(short(64), index=True)
    csrf_secret: Mapped[str] = mapped_column(short(64))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    idle_seconds: Mapped[int]
    proven_at: Mapped[datetime]
    device: Mapped[str] = mapped_column(short(60), default="")

    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    def is_alive(self, at: datetime) -> bool:
        """Within both limits: since the sign-in, and since it was last used."""
        return at < self.expires_at and at < self.last_seen_at + timedelta(seconds=self.idle_seconds)

    def is_fresh(self, at: datetime) -> bool:
        """Whether the password was given within the last quarter of an hour."""
        return at < self.proven_at + STEP_UP
