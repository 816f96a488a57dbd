"""What a page showed is noted here; and once a round has heard everybody, how evenly it did is a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request

from ideas.exposure import minute
from ideas.exposure.evenness import evenness_of
from ideas.exposure.queries import showings_of
from ideas.rounds.order import hour_of
from ideas.rounds.queries import round_named
from kernel.access import public, viewer
from kernel.clock import now
from kernel.page_cache import each_time
from kernel.throttle import networks

MACHINES = re.compile(r"bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget", re.IGNORECASE)

bp = Blueprint("exposure", __name__)


def shows(concept_ids: Iterable[int]) -> None:
    """This page shows these concepts in a list. A guest's page counts again each time it is served from the cache."""
    ids, reader = tuple(concept_ids), viewer()
    member_id = reader.id if reader else None
    if ids:
        each_time(lambda: _note(member_id, ids))


@bp.get("/rounds/<slug>/showings")
@public
def showings(slug: str) -> Any:
    """How evenly the round's concepts were shown, once its result is out."""
    round = round_named(slug) or abort(404)
    if not round.is_closed(now()):
        return render_template("ideas/exposure/early.html", round=round)
    listed = showings_of(round)
    told = evenness_of([number for _, number in listed])
    return render_template("ideas/exposure/show.html", round=round, listed=listed, told=told)


def _note(member_id: int | None, ids: tuple[int, ...]) -> None:
    ahead = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if request.method != "GET" or "prefetch" in ahead or MACHINES.search(request.headers.get("User-Agent", "")):
        return
    app: Any = current_app
    reader = _guests_of(request.remote_addr) if member_id is None else member_id
    app.extensions["showings"].note(reader, ids, hour_of(now()))
    minute.start(app._get_current_object())


def _guests_of(address: str | None) -> str:
    """The guests who count as one reader an hour, in each process: those of a /24 of IPv4, or of a /48 of IPv6, whose
    two hundred and fifty-six /56 anybody gets for nothing.
    """
    narrow, *wide = networks(address)
    return wide[-1] if wide and ":" in wide[-1] else narrow
