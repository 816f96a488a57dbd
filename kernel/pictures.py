"""A picture that somebody gave the site: re-encoded, stripped, under a random name; the original is never kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Model, short

WIDTHS = (480, 1280)
THUMB = 96


class Picture(Model):
    """One stored picture. Width and height are those of its largest size, in pixels."""

    __tablename__ = "picture"
    __table_args__ = (
        CheckConstraint("width > 0 AND height > 0", name="size"),
        Index("ix_picture_by_member_id_created_at", "by_member_id", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(short(32), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str] = mapped_column(short(300), default="")
    has_avif: Mapped[bool] = mapped_column(default=False)
    by_member_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    def path(self, size: int = WIDTHS[0]) -> str:
        """Where the site serves it; size is one of WIDTHS, or THUMB for the square crop."""
        return f"/pictures/{self.key}-{size}.webp"

    def height_at(self, size: int) -> int:
        """The height in pixels of the stored file of that width, so that pages do not jump while it loads."""
        return size if size == THUMB else max(1, round(self.height * min(size, self.width) / self.width))
