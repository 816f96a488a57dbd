"""The record for everybody's eyes: its lines with a filter, and each line with what its hash covers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from governance.record import queries
from governance.record.canonical import moment
from governance.record.spelling import covered
from kernel.access import public
from kernel.paging import page_of

bp = Blueprint("record", __name__)


@bp.get("/record")
@public
def index() -> Any:
    """The newest lines first."""
    kind, subject = request.args.get("kind", "")[:64], request.args.get("subject", "")[:120]
    page = page_of(queries.lines(kind, subject), request.args.get("page", 1, int))
    kept: dict[str, Any] = {name: value for name, value in (("kind", kind), ("subject", subject)) if value}
    return render_template(
        "governance/record/index.html",
        page=page,
        kinds=queries.kinds(),
        kind=kind,
        subject=subject,
        url=url_for("record.index", **kept),
    )


@bp.get("/record/<int:seq>")
@public
def show(seq: int) -> Any:
    """One line whole."""
    entry = queries.line(seq) if seq < 2**63 else None
    if entry is None:
        abort(404)
    return render_template("governance/record/show.html", entry=entry, at=moment(entry.at), covered=covered(entry))
