"""The record for everybody's eyes: its lines with a filter, and each line with what its hash covers."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from governance.record import queries
from governance.record.canonical import moment
from governance.record.kinds import label, meaning
from governance.record.proving import checkpoint_over
from governance.record.spelling import covered
from kernel.access import public

bp = Blueprint("record", __name__)
LARGEST = 2**62


@bp.get("/record")
@public
def index() -> Any:
    """The newest lines first."""
    kind, subject = (request.args.get(name, "").replace("\0", " ")[:120] for name in ("kind", "subject"))
    wanted = queries.Wanted(kind, subject, request.args.get("day", None, date.fromisoformat))
    before, after = (_number(request.args.get(name, None, int)) for name in ("before", "after"))
    return render_template(
        "governance/record/index.html",
        lines=queries.lines(wanted, before, after),
        kinds=queries.kinds(),
        wanted=wanted,
        newest=checkpoint_over(),
        label=label,
        url=lambda **turned: url_for("record.index", **wanted.parts, **turned),
    )


def _number(given: int | None) -> int | None:
    return None if given is None else max(0, min(given, LARGEST))


@bp.get("/record/<int:seq>")
@public
def show(seq: int) -> Any:
    """One line whole."""
    entry = queries.line(seq) if seq < LARGEST else None
    if entry is None:
        abort(404)
    return render_template(
        "governance/record/show.html",
        entry=entry,
        at=moment(entry.at),
        covered=covered(entry),
        newest=checkpoint_over(),
        label=label(entry.kind),
        meaning=meaning(entry.kind),
    )
