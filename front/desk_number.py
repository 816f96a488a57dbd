"""The number beside "Desk" on every page of staff: counted at most once a minute in each process."""

from __future__ import annotations

import time

from flask import Flask, current_app, g

from front.due import due_from_staff
from kernel.given_up import undelivered

SECONDS = 60.0
KEPT = "desk_number"


def desk_number() -> int:
    """How many things are due from staff, as of the last minute."""
    kept: tuple[float, int] | None = current_app.extensions.get(KEPT)
    if kept is None or kept[0] < time.monotonic():
        before = g.get("queries", 0)
        note(due_from_staff(undelivered()).number())
        g.queries = before  # it is one page's in a minute, not this page's
    return int(current_app.extensions[KEPT][1])


def note(number: int) -> None:
    """Keep the number that was just counted."""
    current_app.extensions[KEPT] = (time.monotonic() + SECONDS, number)


def init_app(app: Flask) -> None:
    """Let every page ask."""
    app.jinja_env.globals["desk_number"] = desk_number
