"""A support: one member wants one concept. The pair is the key, so the same support twice cannot exist."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernel.database import Model


class Support(Model):
    """One member's "I want this". It goes by its row's deletion; the concept keeps the count."""

    __tablename__ = "support"
    __table_args__ = {"sqlite_with_rowid": False}

    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True, autoincrement=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, autoincrement=False, index=True)
    created_at: Mapped[datetime]
