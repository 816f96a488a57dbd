"""The brand: one row that staff write and every page shows. Until it is written, the site shows its own name."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, current_app
from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, exists, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.brand.stylesheet import fingerprint, stylesheet
from kernel.clock import now
from kernel.database import Model, db, short
from kernel.events import Event
from kernel.outage import is_outage
from kernel.pictures import Picture

SECONDS = 5.0
AWAY_SECONDS = 0.5  # how long the last brand serves before a database that was away is asked again
LOGO_HEIGHT = 28
ACCENT, ACCENT_DARK = "#ae3b22", "#f0936a"


class Brand(Model):
    """The one row: what staff chose last, who chose it and when."""

    __tablename__ = "brand"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)
    name: Mapped[str] = mapped_column(short(40), default="Commonmade")
    tagline: Mapped[str] = mapped_column(short(120), default="What we make, we decide together.")
    accent: Mapped[str] = mapped_column(short(7), default=ACCENT)
    accent_dark: Mapped[str] = mapped_column(short(7), default=ACCENT_DARK)
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    former_names: Mapped[list[str]] = mapped_column(default=list)  # nobody may sound like one of them
    changed_by: Mapped[int | None]
    changed_at: Mapped[datetime] = mapped_column(default=now)

    logo: Mapped[Picture | None] = relationship(lazy="joined")

    @property
    def names(self) -> list[str]:
        """What it is called, and what it was called before."""
        return [self.name, *self.former_names]


@dataclass(frozen=True)
class BrandChanged(Event):
    """The brand has another name or tagline; what they were stands nowhere else."""

    was_name: str
    was_tagline: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The brand as pages show it, with its stylesheet."""

    name: str
    tagline: str
    logo_url: str
    logo_width: int
    css: str
    css_url: str
    accent: str


def unwritten() -> Brand:
    """The brand of a site whose staff have chosen nothing yet."""
    words = {"name": "Commonmade", "tagline": "What we make, we decide together.", "former_names": []}
    return Brand(id=1, accent=ACCENT, accent_dark=ACCENT_DARK, **words)


def stored() -> Brand:
    """The brand as stored, or the one of an unwritten site."""
    return db.session.get(Brand, 1) or unwritten()


def _look_up() -> Shown:
    columns = (Brand.name, Brand.tagline, Brand.accent, Brand.accent_dark, Picture.key, Picture.width, Picture.height)
    with db.engine.connect().execution_options(aside=True) as connection:
        row = connection.execute(select(*columns).outerjoin(Picture, Picture.id == Brand.logo_id)).first()
        colours = {
            key: value for source in current_app.extensions["colours"] for key, value in source(connection).items()
        }
    found: Any = row or unwritten()
    css = stylesheet(found.accent, found.accent_dark, colours)
    logo = f"/pictures/{row.key}-480.webp" if row and row.key else ""
    width = round(LOGO_HEIGHT * row.width / row.height) if row and row.key else 0
    return Shown(found.name, found.tagline, logo, width, css, f"/brand.{fingerprint(css)}.css", found.accent)


def shown(fresh: bool = False) -> Shown:
    """The brand for this page; another process's change shows within five seconds, and none while the database is away."""
    kept: tuple[float, Shown] | None = current_app.extensions.get("brand")
    if kept and not fresh and kept[0] > time.monotonic():
        return kept[1]
    try:
        found, seconds = _look_up(), SECONDS
    except Exception as error:
        if kept is None or not is_outage(error):
            raise
        found, seconds = kept[1], AWAY_SECONDS
    current_app.extensions["brand"] = (time.monotonic() + seconds, found)
    return found


def last_shown(app: Flask) -> Shown | None:
    """The brand as this process showed it last, without looking it up."""
    kept: tuple[float, Shown] | None = app.extensions.get("brand")
    return kept[1] if kept else None


def forget() -> None:
    """Look the brand up anew for the next page; the last one is kept for when that fails."""
    if kept := last_shown(current_app):
        current_app.extensions["brand"] = (0.0, kept)


def holds_logo() -> ColumnElement[bool]:
    """Whether a picture is the logo: everybody sees it."""
    return exists().where(Brand.logo_id == Picture.id)


def colours_from(app: Flask, source: Any) -> None:
    """Take the colours of things from a package above: source(connection) answers {"forum-3": "#rrggbb", …}."""
    app.extensions.setdefault("colours", []).append(source)
