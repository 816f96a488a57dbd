"""What may be forgotten: who stands behind a pseudonym, and the salts that open commitments. The public chain holds
neither, so erasing a row here leaves every line valid and says nothing about a person any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from governance.record.append_only import append_only
from governance.record.columns import CanonicalJson
from kernel.clock import now
from kernel.database import Model, short


class RecordPseudonym(Model):
    """The random name under which a member stands in the record."""

    __tablename__ = "record_pseudonym"
    __table_args__ = (CheckConstraint("length(pseudonym) = 32", name="pseudonym_length"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    pseudonym: Mapped[str] = mapped_column(short(32), unique=True)
    given_at: Mapped[datetime] = mapped_column(default=now)


class RecordSecret(Model):
    """A line's private part and the salt without which nobody can tell that the commitment means it."""

    __tablename__ = "record_secret"
    __table_args__ = (CheckConstraint("length(salt) = 64", name="salt_length"),)

    seq: Mapped[int] = mapped_column(ForeignKey("record_entry.seq"), primary_key=True, autoincrement=False)
    salt: Mapped[str] = mapped_column(short(64))
    private: Mapped[dict[str, Any]] = mapped_column(CanonicalJson)


append_only(RecordPseudonym.__table__, erasable=True)
append_only(RecordSecret.__table__, erasable=True)
