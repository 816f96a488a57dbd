"""Keeping order, the same for all that people write or show: flag, look, let be, hide for a listed reason, restore, object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from governance.charter.values import value
from governance.moderation import flagging, moderating
from governance.moderation.forms import FlagForm, HideForm, ObjectionForm, RestoreForm
from governance.moderation.ground import Ground
from governance.moderation.kind import Kind, kind_at
from governance.moderation.policy import may_flag, may_moderate, may_object
from governance.moderation.queries import done_in, waiting_in
from kernel.access import members_only, signed_in, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.forms import Form
from kernel.htmx import done
from kernel.policy import require
from kernel.throttle import check

bp = Blueprint("moderation", __name__)
SUBJECT = "/<string:noun>/<int:thing_id>"
DAY = 86_400
HIDDEN, SHOWN = "It is hidden; the reason is public.", "It is shown again; the reason is public."


def _kind(noun: str) -> Kind:
    return kind_at(noun) or abort(404)


def _seen(noun: str, thing_id: int) -> Any:
    """The thing as this viewer may see it, or the page that says there is none."""
    return _kind(noun).seen(viewer(), thing_id) or abort(404)


def _held(noun: str, thing_id: int) -> Any:
    """The same, read afresh and held for an act in the open transaction."""
    return _kind(noun).held(thing_id) or abort(404)


@bp.get("/moderation")
@staff_only
def everything() -> Any:
    """What waits everywhere, and what was done lately."""
    page = waiting_in(None, request.args.get("page", 1, int))
    return render_template("governance/moderation/all.html", page=page, done=done_in(), form=HideForm())


@bp.get(f"{SUBJECT}/flags")
@members_only
def flag_form(noun: str, thing_id: int) -> Any:
    """Why the keepers should look."""
    row = _seen(noun, thing_id)
    require(may_flag(viewer(), row))
    return _page("governance/moderation/flag.html", noun, row, FlagForm())


@bp.post(f"{SUBJECT}/flags")
@members_only
def flag(noun: str, thing_id: int) -> Any:
    """Ask the keepers to look."""
    row, form = _seen(noun, thing_id), FlagForm(request.form)
    path = _kind(noun).shown(row).path  # before the act reads the row afresh, without what a page shows of it
    check("flag", viewer().id, value("discussion.flags-per-day"), DAY)
    if form.validate():
        with form.owning_errors():
            with transaction():
                held = _held(noun, thing_id)
                news = flagging.flag(viewer(), held, Ground(form.ground.data), form.reason.data or "")
            words = "Thank you. Those who keep order here will look at it." if news else "You had flagged this before."
            return done(path, words)
    return _page("governance/moderation/flag.html", noun, _seen(noun, thing_id), form, 422)


@bp.post(f"{SUBJECT}/flags/answer")
@members_only
def let_be(noun: str, thing_id: int) -> Any:
    """Leave it as it is; what was asked about it is answered."""
    path = _queue(noun, _seen(noun, thing_id))
    with transaction():
        moderating.let_be(viewer(), _held(noun, thing_id))
    return done(path, "It stays as it is; its flags are answered.")


@bp.get(f"{SUBJECT}/moderation")
@members_only
def form(noun: str, thing_id: int) -> Any:
    """The form that hides it or shows it again."""
    row = _seen(noun, thing_id)
    require(may_moderate(viewer(), row, now()))
    back = request.args.get("back", "")
    return _page(
        "governance/moderation/moderate.html",
        noun,
        row,
        RestoreForm(back=back) if row.hidden_at else HideForm(back=back),
    )


@bp.post(f"{SUBJECT}/moderation")
@members_only
def hide(noun: str, thing_id: int) -> Any:
    """Take it out of sight, for one of the listed reasons."""
    form = HideForm(request.form)

    def act(held: Any) -> None:
        moderating.hide(viewer(), held, Ground(form.ground.data), form.reason.data or "")

    return _moderate(noun, thing_id, form, act, HIDDEN)


@bp.post(f"{SUBJECT}/moderation/removal")
@members_only
def restore(noun: str, thing_id: int) -> Any:
    """Show it again, with a public reason."""
    form = RestoreForm(request.form)
    return _moderate(
        noun, thing_id, form, lambda held: moderating.restore(viewer(), held, form.reason.data or ""), SHOWN
    )


@bp.get(f"{SUBJECT}/hidden")
@signed_in
def hidden(noun: str, thing_id: int) -> Any:
    """What its author reads of its being hidden: the reason, their own words, and how to object."""
    kind = _kind(noun)
    row = next(iter(kind.many([thing_id])), None) or abort(404)
    if kind.author_id(row) != viewer().id:
        abort(404)
    return _own_page(noun, row, ObjectionForm())


@bp.post(f"{SUBJECT}/objection")
@members_only
def object_to(noun: str, thing_id: int) -> Any:
    """Say why it should be shown."""
    form = ObjectionForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                flagging.object_to(viewer(), _held(noun, thing_id), form.reason.data or "")
            return done(
                url_for("moderation.hidden", noun=noun, thing_id=thing_id),
                "Thank you. Somebody will read it and answer.",
            )
    row = next(iter(_kind(noun).many([thing_id])), None) or abort(404)
    require(may_object(viewer(), row, flagging.was_answered(viewer(), row)))
    return _own_page(noun, row, form, 422)


def _moderate(noun: str, thing_id: int, form: Any, act: Callable[[Any], object], words: str) -> Any:
    row = _seen(noun, thing_id)
    path = _queue(noun, row) if form.back.data == "queue" else _kind(noun).shown(row).path
    if form.validate():
        with form.owning_errors():
            with transaction():
                act(_held(noun, thing_id))
            return done(path, words)
    row = _seen(noun, thing_id)
    require(may_moderate(viewer(), row, now()))
    return _page("governance/moderation/moderate.html", noun, row, form, 422)


def _queue(noun: str, row: Any) -> str:
    """Staff go on in the one list of everything; stewards in their forum's."""
    return url_for("moderation.everything") if viewer().is_staff else _kind(noun).queue(row)


def _page(template: str, noun: str, row: Any, form: Form, code: int = 200, **more: Any) -> Any:
    kind = _kind(noun)
    shown = {
        "noun": noun,
        "row": row,
        "kind": kind,
        "shown": kind.shown(row),
        "about": kind.about(row),
        "form": form,
        **more,
    }
    return render_template(template, **shown), code


def _own_page(noun: str, row: Any, form: Form, code: int = 200) -> Any:
    """What an author reads of it, hidden or shown again."""
    objecting = {
        "may_object": may_object(viewer(), row, flagging.was_answered(viewer(), row)),
        "asked": flagging.is_waiting(viewer(), row),
    }
    return _page("governance/moderation/hidden.html", noun, row, form, code, **objecting)
