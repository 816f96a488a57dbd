"""A picture that somebody gave the site: re-encoded, stripped, under a random name; the original is never kept.

Who sees it is said by the packages that show it: everybody, once something public holds it; else those whom they name.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, abort, current_app, send_file
from sqlalchemy import CheckConstraint, ColumnElement, Index, bindparam, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from kernel.access import public, viewer
from kernel.clock import now
from kernel.database import Model, db, short
from kernel.events import Event

WIDTHS = (480, 1280)
THUMB = 96
SIZES = (*WIDTHS, THUMB)
HOUR = 3600  # what is hidden later is asked for again after this; with its ETag that costs a few bytes
MOST_KNOWN = 4000
bp = Blueprint("pictures", __name__)


@dataclass(frozen=True)
class PictureDropped(Event):
    """A picture is gone for good."""

    picture_id: int


class Picture(Model):
    """One stored picture. Width and height are those of its large size, in pixels (1280 wide at most)."""

    __tablename__ = "picture"
    __table_args__ = (
        CheckConstraint("width > 0 AND height > 0", name="size"),
        CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name="hidden_has_reason"),
        Index("ix_picture_by_member_id_created_at", "by_member_id", "created_at"),
        {"sqlite_autoincrement": True},  # what was said of a picture that is gone never falls on another
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(short(32), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str] = mapped_column(short(300), default="")
    by_member_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str | None]

    def path(self, size: int = WIDTHS[0]) -> str:
        """Where the site serves it; size is one of WIDTHS, or THUMB for the square crop."""
        return f"/pictures/{self.key}-{size}.webp"


def file_of(key: str, size: int) -> Path:
    """Where that size of the picture lies on disk."""
    return Path(current_app.config["DATA_DIR"]) / "pictures" / key[:2] / f"{key}-{size}.webp"


@dataclass(frozen=True)
class Shelf:
    """One place where pictures are shown: when everybody may see one there, who else may, and its page."""

    is_public: ColumnElement[bool]  # about the row of `picture` in the same statement, by an index
    may_see: Callable[[Any, int], bool] = lambda _member, _picture_id: False
    page_of: Callable[[int], str | None] = lambda _picture_id: None


def shown_on(app: Flask, *shelves: Shelf) -> None:
    """Let a package say where it shows pictures; what stands nowhere is its uploader's alone."""
    app.extensions.setdefault("shelves", []).extend(shelves)


def _public_id(key: str) -> int | None:
    """The id of a picture that everybody may see; kept for as long as a guest's page is."""
    known: OrderedDict[str, tuple[float, int]] = current_app.extensions.setdefault("public_pictures", OrderedDict())
    if (kept := known.get(key)) and kept[0] > time.monotonic():
        return kept[1]
    shelves = current_app.extensions.get("shelves", [])
    if "public_picture" not in current_app.extensions and shelves:
        seen = Picture.hidden_at.is_(None), or_(*(shelf.is_public for shelf in shelves))
        named = select(Picture.id).where(Picture.key == bindparam("key"), *seen)
        current_app.extensions["public_picture"] = named
    found: int | None = db.session.scalar(current_app.extensions["public_picture"], {"key": key})
    known.pop(key, None)
    if found is not None:
        known[key] = (time.monotonic() + current_app.config["PAGE_CACHE_SECONDS"], found)
        while len(known) > MOST_KNOWN:
            known.popitem(last=False)
    return found


def is_public(key: str) -> bool:
    """Whether everybody may see the picture of this key."""
    return _public_id(key) is not None


def _may_see(member: Any, key: str) -> bool:
    columns = Picture.id, Picture.by_member_id, Picture.hidden_at
    row = db.session.execute(select(*columns).where(Picture.key == key)).first()
    if row is None or member is None:
        return False
    if row.hidden_at is not None:
        return bool(member.is_staff)  # who may show it again; its uploader has it at home
    shelves: list[Shelf] = current_app.extensions.get("shelves", [])
    return row.by_member_id == member.id or any(shelf.may_see(member, row.id) for shelf in shelves)


def may_see(member: Any, key: str) -> bool:
    """Whether this viewer, or None for a guest, may see the picture of this key."""
    return _public_id(key) is not None or _may_see(member, key)


def page_of(picture_id: int) -> str | None:
    """The page on which a picture stands, if any."""
    shelves: list[Shelf] = current_app.extensions.get("shelves", [])
    return next((page for shelf in shelves if (page := shelf.page_of(picture_id))), None)


@bp.get('/pictures/<string(length=32):key>-<any("480", "1280", "96"):size>.webp')
@public
def show(key: str, size: str) -> Any:
    path = file_of(key, int(size))
    if not (key.isascii() and key.isalnum() and path.is_file()):
        abort(404)
    for_all = _public_id(key) is not None
    if not for_all and not _may_see(viewer(), key):
        abort(404)
    response = send_file(path, mimetype="image/webp", conditional=True, max_age=HOUR)
    response.headers["Cache-Control"] = f"public, max-age={HOUR}" if for_all else "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = "inline"
    return response


def install(app: Flask) -> None:
    """Serve the stored pictures."""
    app.register_blueprint(bp)
