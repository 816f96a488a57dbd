"""How often a concept was shown in lists while its round heard it. Only sums are kept: the site knows no reader's history.

`level` is the sum as the hour `hour` began, `level_before` as the hour before it began, so that an order made of them
stays the same during a visit while `shown` grows.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernel.database import Model


class Exposure(Model):
    """One row per concept, from its first showing on. Hours are whole hours since 1970, UTC."""

    __tablename__ = "exposure"
    __table_args__ = (CheckConstraint("shown >= level AND level >= level_before", name="only_grows"),)

    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True, autoincrement=False)
    shown: Mapped[int] = mapped_column(default=0)
    hour: Mapped[int] = mapped_column(default=0)
    level: Mapped[int] = mapped_column(default=0)
    level_before: Mapped[int] = mapped_column(default=0)
