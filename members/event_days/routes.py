"""Staff's page for a day on which many people come in through one network."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from kernel.access import freshly_proven, staff_only, viewer
from kernel.clock import now
from kernel.database import db, transaction
from kernel.htmx import done
from kernel.throttle import network
from members.event_days import queries, widening
from members.event_days.event_day import EventDay
from members.event_days.forms import EventForm

bp = Blueprint("event_days", __name__)


@bp.get("/desk/event-today")
@staff_only
def index() -> Any:
    here = network(request.remote_addr)
    return _page(EventForm(where="" if here == "unknown" else here, hours=8))


def _page(form: EventForm) -> str:
    return render_template("members/event_days/index.html", form=form, events=queries.lately(), at=now())


@bp.post("/desk/event-today")
@staff_only
@freshly_proven("raise the limits")
def begin() -> Any:
    form = EventForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                where = None if form.everywhere.data else form.where.data
                begun = widening.begin_event(viewer(), where, form.hours.data, form.reason.data)
                words = " and ".join(row.where for row in begun)
            return done(url_for("event_days.index"), f"The limits are ten times higher now {words}.")
    return _page(form), 422


@bp.post("/desk/event-today/<int:event_id>/removal")
@staff_only
def end(event_id: int) -> Any:
    event = db.session.get(EventDay, event_id) or abort(404)
    with transaction():
        widening.end_event(viewer(), event)
    return done(url_for("event_days.index"), "The usual limits are back.")
