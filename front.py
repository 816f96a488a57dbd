"""Pages that show several packages at once: home, search, my page, the staff desk."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from kernel.access import public

bp = Blueprint("front", __name__)


@bp.get("/")
@public
def home() -> str:
    """What is open now, what is being made, what came of last round."""
    return render_template("home.html")


@bp.get("/health")
@public
def health() -> dict[str, Any]:
    """Whether the site answers and its database too."""
    return {"status": "ok"}


BLUEPRINTS = [bp]
SUBSCRIPTIONS: list[Any] = []
COMMANDS: list[Any] = []
TICKS: list[Any] = []
