"""A picture that somebody gave the site: re-encoded, stripped, under a random name; the original is never kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, abort, current_app, send_file
from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from kernel.access import public
from kernel.clock import now
from kernel.database import Model, short

WIDTHS = (480, 1280)
THUMB = 96
SIZES = (*WIDTHS, THUMB)
YEAR = 31_536_000
bp = Blueprint("pictures", __name__)


class Picture(Model):
    """One stored picture. Width and height are those of its large size, in pixels (1280 wide at most)."""

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
    by_member_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    def path(self, size: int = WIDTHS[0]) -> str:
        """Where the site serves it; size is one of WIDTHS, or THUMB for the square crop."""
        return f"/pictures/{self.key}-{size}.webp"


def file_of(key: str, size: int) -> Path:
    """Where that size of the picture lies on disk."""
    return Path(current_app.config["DATA_DIR"]) / "pictures" / key[:2] / f"{key}-{size}.webp"


@bp.get('/pictures/<string(length=32):key>-<any("480", "1280", "96"):size>.webp')
@public
def show(key: str, size: str) -> Any:
    path = file_of(key, int(size))
    if not (key.isascii() and key.isalnum() and path.is_file()):
        abort(404)
    response = send_file(path, mimetype="image/webp", conditional=True, max_age=YEAR)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = "inline"
    return response


def install(app: Flask) -> None:
    """Serve the stored pictures."""
    app.register_blueprint(bp)
