"""A version is one frozen text and picture set of a concept; it is added, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.concepts.concept import SUMMARY_MAX, TITLE_MAX
from kernel.clock import now
from kernel.database import Model, short
from kernel.pictures import Picture

if TYPE_CHECKING:
    from members.accounts.member import Member


class ConceptVersion(Model):
    """Answers and labels are keyed by the forum's field key, as they were asked on that day.

    `pictures` is [{id, key, width, height, alt}] and `signals` [{id, statement}], both in order: what readers saw.
    `material` are the keys in which it differs materially from the version before; its supporters were asked then.
    """

    __tablename__ = "concept_version"
    __table_args__ = (
        UniqueConstraint("concept_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(short(TITLE_MAX))
    summary: Mapped[str] = mapped_column(short(SUMMARY_MAX))
    body_source: Mapped[str]
    body_html: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    labels: Mapped[dict[str, Any]] = mapped_column(default=dict)
    pictures: Mapped[list[Any]] = mapped_column(default=list)
    hidden_pictures: Mapped[list[Any]] = mapped_column(default=list)
    signals: Mapped[list[Any]] = mapped_column(default=list)
    material: Mapped[list[str]] = mapped_column(default=list)
    change_note: Mapped[str] = mapped_column(short(280), default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Member] = relationship("Member", lazy="raise_on_sql")

    def answered(self) -> list[tuple[str, str, str]]:
        """(key, label, text) of every field that was filled in, in the order the forum asked."""
        return [
            (key, str(label), str(self.answers[key])) for key, label in self.labels.items() if self.answers.get(key)
        ]

    def shown_pictures(self, chosen: Iterable[dict[str, Any]] | None = None) -> list[Picture]:
        """The frozen pictures, or those entries of it, as a template draws them; they are not rows to be stored."""
        shown = [Picture(**kept) for kept in (self.pictures if chosen is None else chosen)]
        for picture in shown:
            if picture.id in self.hidden_pictures:
                picture.hidden_at = self.created_at  # drawn as hidden; the moment stands on the row
        return shown
