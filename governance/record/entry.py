"""One line of the public record. Its hash covers its content and the hash of the line before it, so no line can be
changed, dropped or slipped in without every later hash telling."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from governance.record.append_only import append_only
from governance.record.columns import CanonicalJson, SpelledMoment
from governance.record.kinds import first_sentence, label
from kernel.database import Model, short

FIRST_PREVIOUS = "0" * 64
WITH_PAGES = ("concept", "round", "product")


class RecordEntry(Model):
    """What was decided or counted, when, about what, and by whom under a pseudonym. The payload is public and names no
    person; the commitment stands for the private part, which record_secret holds and may lose."""

    __tablename__ = "record_entry"
    __table_args__ = (
        CheckConstraint("seq >= 1", name="seq_from_one"),
        CheckConstraint("length(hash) = 64 and length(prev_hash) = 64", name="hash_length"),
        CheckConstraint("length(commitment) IN (0, 64) and length(actor) IN (0, 32)", name="commitment_length"),
        Index("ix_record_entry_kind_seq", "kind", "seq"),
        Index("ix_record_entry_subject_seq", "subject", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(SpelledMoment, index=True)
    kind: Mapped[str] = mapped_column(short(64))
    subject: Mapped[str] = mapped_column(short(120))
    actor: Mapped[str] = mapped_column(short(32), default="")
    actor_role: Mapped[str] = mapped_column(short(32), default="")
    payload: Mapped[dict[str, Any]] = mapped_column(CanonicalJson)
    commitment: Mapped[str] = mapped_column(short(64), default="")
    prev_hash: Mapped[str] = mapped_column(short(64), unique=True)
    hash: Mapped[str] = mapped_column(short(64), unique=True)

    @property
    def day(self) -> date:
        """The day it stands under, in UTC."""
        return self.at.astimezone(UTC).date()

    @property
    def words(self) -> str:
        """What it tells, in one sentence: the recorder's own, else its kind and what it names, else what its kind means."""
        name = label(self.kind)
        about = self.payload.get("title") or self.payload.get("name") or self.payload.get("reason")
        return str(self.payload.get("words") or (f"{name}: “{about}”" if about else first_sentence(self.kind)))

    @property
    def path(self) -> str:
        """The page of what it is about: the recorder's own, else by the house's addresses; empty when it has none."""
        own = str(self.payload.get("url", ""))
        noun, _, name = self.subject.partition(":")
        return own if own.startswith("/") else f"/{noun}s/{name}" if name and noun in WITH_PAGES else ""


append_only(RecordEntry.__table__)
