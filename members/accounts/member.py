"""A member: one person with one name, and with an address unless an import brought them in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column, short
from kernel.moments import site_zone
from kernel.pictures import Picture

NAME_LENGTH = 60


class Role(StrEnum):
    """What the brand has appointed somebody to. A steward is not a role here: each forum names its own."""

    MEMBER = "member"
    STAFF = "staff"
    ADMIN = "admin"


class Kind(StrEnum):
    """Every kind of person the access table speaks of."""

    GUEST = "guest"
    UNCONFIRMED = "unconfirmed"
    MEMBER = "member"
    STEWARD = "steward"
    STAFF = "staff"
    ADMIN = "admin"
    SUSPENDED = "suspended"


class Member(UserMixin, Model):  # type: ignore[misc]
    """One person. The folded name and address are unique; the address is folded, and so held, once it is confirmed."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("imported_from", "imported_name"),
        CheckConstraint("length(name) BETWEEN 1 AND 60", name="name_length"),
        CheckConstraint("email_folded IS NULL OR email IS NOT NULL", name="held_email"),
        CheckConstraint(
            "email IS NULL OR (email_folded IS NULL) = (confirmed_at IS NULL)", name="holds_when_confirmed"
        ),
        CheckConstraint("password_hash IS NULL OR email IS NOT NULL", name="password_needs_email"),
        CheckConstraint("role = 'member' OR confirmed_at IS NOT NULL", name="staff_confirmed"),
        CheckConstraint("(name_hidden_at IS NULL) = (name_hidden_reason IS NULL)", name="hidden_name_has_reason"),
        CheckConstraint("(name_hidden_at IS NULL) = (hidden_name IS NULL)", name="hidden_name_kept"),
        CheckConstraint("(about_hidden_at IS NULL) = (about_hidden_reason IS NULL)", name="hidden_words_have_reason"),
        Index("ix_member_created_at", "created_at"),
        Index("ix_member_picture_id", "picture_id"),
        Index(
            "ix_member_role", "role", sqlite_where=text("role <> 'member'"), postgresql_where=text("role <> 'member'")
        ),
        {"sqlite_autoincrement": True},  # what was said of an account that was forgotten never falls on another
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(short(NAME_LENGTH))
    name_folded: Mapped[str] = mapped_column(short(120), unique=True)
    email: Mapped[str | None] = mapped_column(short(254))
    email_folded: Mapped[str | None] = mapped_column(short(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(short(200))
    role: Mapped[Role] = mapped_column(enum_column(Role), default=Role.MEMBER)
    confirmed_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    zone: Mapped[str] = mapped_column(short(64), default=site_zone)
    language: Mapped[str] = mapped_column(short(35), default="en")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    picture_key: Mapped[str | None] = mapped_column(short(32))
    about_source: Mapped[str] = mapped_column(default="")
    about_html: Mapped[str] = mapped_column(default="")
    about_hidden_at: Mapped[datetime | None]
    about_hidden_reason: Mapped[str | None]
    hidden_name: Mapped[str | None] = mapped_column(short(NAME_LENGTH))  # while another stands in its place
    name_hidden_at: Mapped[datetime | None]
    name_hidden_reason: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    imported_from: Mapped[str | None] = mapped_column(short(60))
    imported_name: Mapped[str | None] = mapped_column(short(200))

    picture: Mapped[Picture | None] = relationship(lazy="raise_on_sql")

    @property
    def is_confirmed(self) -> bool:
        """Whether they have proven an address, or an import vouches for them."""
        return self.confirmed_at is not None

    @property
    def is_suspended(self) -> bool:
        """Whether staff have suspended them; the reason is in the newest Suspension."""
        return self.suspended_at is not None

    @property
    def has_left(self) -> bool:
        """Whether they closed their account; what they said stays, under a neutral name."""
        return self.left_at is not None

    @property
    def is_active(self) -> bool:
        """Flask-Login's word for: may hold a session at all."""
        return not self.is_suspended and not self.has_left

    @property
    def is_staff(self) -> bool:
        """Staff or admin, in good standing."""
        return self.role in (Role.STAFF, Role.ADMIN) and self.is_active

    @property
    def is_admin(self) -> bool:
        """Admin, in good standing."""
        return self.role is Role.ADMIN and self.is_active

    @property
    def kind(self) -> Kind:
        """Their row in the access table; stewards are told apart by their forum only."""
        if not self.is_active:
            return Kind.SUSPENDED
        if not self.is_confirmed:
            return Kind.UNCONFIRMED
        return Kind(self.role.value)
