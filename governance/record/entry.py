"""One line of the public record. Its hash covers its content and the hash of the line before it, so no line can be
changed, dropped or slipped in without every later hash telling."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from governance.record.append_only import append_only
from kernel.database import Model, short

FIRST_PREVIOUS = "0" * 64


class RecordEntry(Model):
    """What was decided or counted, when, about what. The payload is public and never names a private fact."""

    __tablename__ = "record_entry"
    __table_args__ = (
        CheckConstraint("seq >= 1", name="seq_from_one"),
        CheckConstraint("length(hash) = 64 and length(prev_hash) = 64", name="hash_length"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(short(64), index=True)
    subject: Mapped[str] = mapped_column(short(120), index=True)
    payload: Mapped[dict[str, Any]]
    prev_hash: Mapped[str] = mapped_column(short(64), unique=True)
    hash: Mapped[str] = mapped_column(short(64), unique=True)


append_only(RecordEntry.__table__)
