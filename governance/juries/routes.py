"""Juries for everybody's eyes: the case, the lot and the verdict; for a juror also the seat and their voice."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from governance.juries import hearing, queries
from governance.juries.cases import case_of
from governance.juries.drawing import pool_list
from governance.juries.forms import VoiceForm
from governance.juries.juror import Voice
from governance.juries.jury import Jury
from governance.juries.policy import may_say, may_step_back
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done

bp = Blueprint("juries", __name__)


def jury_or_404(jury_id: int) -> Jury:
    """The jury with its jurors and verdict."""
    return (queries.jury_seen(jury_id) if jury_id < 2**63 else None) or abort(404)


@bp.get("/juries")
@public
def index() -> str:
    """Every case, open ones first."""
    page = queries.juries(request.args.get("page", 1, int))
    return render_template("governance/juries/index.html", page=page, at=now())


@bp.get("/juries/<int:jury_id>")
@public
def show(jury_id: int) -> str:
    """One case."""
    return _page(jury_or_404(jury_id))


@bp.get("/juries/<int:jury_id>/pool.txt")
@public
def pool(jury_id: int) -> Response:
    """The pool as it was fixed: a place and a sealed member in each line."""
    jury = jury_or_404(jury_id)
    if jury.drawn_at is None:
        abort(404)
    return Response(pool_list(jury), mimetype="text/plain")


@bp.post("/juries/<int:jury_id>/acceptance")
@members_only
def accept(jury_id: int) -> Any:
    """Take the seat."""
    jury = jury_or_404(jury_id)
    with transaction():
        hearing.accept(viewer(), jury)
    return done(f"{jury.path}#seat", "The seat is yours. Read the case, then say what you think.")


@bp.post("/juries/<int:jury_id>/acceptance/removal")
@members_only
def step_back(jury_id: int) -> Any:
    """Give the seat to the next one drawn."""
    jury = jury_or_404(jury_id)
    with transaction():
        hearing.step_back(viewer(), jury)
    return done(jury.path, "You stepped back. The next one drawn is asked.")


@bp.post("/juries/<int:jury_id>/voice")
@members_only
def say(jury_id: int) -> Any:
    """Give one's voice, or change it."""
    jury, form = jury_or_404(jury_id), VoiceForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                hearing.say(viewer(), jury, Voice(form.voice.data), form.reason.data or "")
            return done(f"{jury.path}#seat", "Your voice is stored. You may change it until the verdict.")
    return _page(jury, form), 422


def _page(jury: Jury, form: VoiceForm | None = None) -> str:
    at, case = now(), case_of(jury)
    juror = queries.juror_of(viewer(), jury)
    typed = {"voice": juror.voice.value, "reason": juror.reason} if juror and juror.voice else {}
    return render_template(
        "governance/juries/show.html",
        jury=jury,
        phase=jury.phase(at),
        case=case,
        juror=juror,
        place=queries.place_of(viewer(), jury),
        seats=[one for one in jury.jurors if one.is_seated],
        may_say=may_say(viewer(), jury, juror, at),
        may_step_back=may_step_back(viewer(), jury, juror, at),
        form=form or VoiceForm(data=typed),
        at=at,
        **case.context(jury),
    )
