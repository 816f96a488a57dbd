"""A draft is what somebody typed and has not published yet: one per concept, as typed, seen by its authors only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Model


class ConceptDraft(Model):
    """The next version in the making. `based_on` is the version it started from, 0 for a new concept."""

    __tablename__ = "concept_draft"

    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True)
    title: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    body_source: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    signal_ids: Mapped[list[Any]] = mapped_column(default=list)
    change_note: Mapped[str] = mapped_column(default="")
    based_on: Mapped[int] = mapped_column(default=0)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    saved_at: Mapped[datetime] = mapped_column(default=now)
