"""An act that waits, for who may take it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template

from governance.pending import queries
from governance.pending.arranging import take_back
from governance.pending.pending_act import PendingAct
from governance.pending.policy import may_see, may_take_back
from kernel.access import members_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done

bp = Blueprint("pending", __name__)


def seen_or_404(pending_id: int) -> PendingAct:
    """The act, for those who may know of it."""
    pending = queries.pending_act(pending_id) or abort(404)
    return pending if may_see(viewer(), pending) else abort(404)


@bp.get("/pending/<int:pending_id>")
@members_only
def show(pending_id: int) -> str:
    """What waits and until when, or what became of it."""
    pending = seen_or_404(pending_id)
    verdict = may_take_back(viewer(), pending, now())
    return render_template("governance/pending/show.html", pending=pending, verdict=verdict, at=now())


@bp.post("/pending/<int:pending_id>/removal")
@members_only
def remove(pending_id: int) -> Any:
    """Take it back."""
    pending = seen_or_404(pending_id)
    with transaction():
        take_back(viewer(), pending)
    return done(pending.url, "Taken back. Nothing was done, and nobody was told.")
