"""The list of one's notices, and the page that stops letters."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for

from kernel.access import machine, public, signed_in, viewer
from kernel.database import transaction
from kernel.htmx import answer, done
from members.notices import noticing, queries, stopping
from members.notices.notice import LABELS, NoticeKind

bp = Blueprint("notices", __name__)


@bp.get("/notices")
@signed_in
def index() -> Any:
    page = queries.notices_of(viewer(), request.args.get("page", 1, type=int))
    return render_template("members/notices/index.html", page=page, groups=queries.grouped(page.rows))


@bp.post("/notices/<int:notice_id>/reading")
@signed_in
def read(notice_id: int) -> Any:
    if queries.notice_of(viewer(), notice_id) is None:
        abort(404)
    with transaction():
        noticing.read_notice(viewer(), notice_id)
    notice = queries.notice_of(viewer(), notice_id)
    return answer(
        "members/notices/_notice.html", to=f"{url_for('notices.index')}#notice-{notice_id}", item=notice, more=0
    )


@bp.post("/notices/reading")
@signed_in
def read_all() -> Any:
    with transaction():
        noticing.read_all(viewer())
    return done(url_for("notices.index"), "All notices are marked as read.")


def _stopped(token: str) -> tuple[int, NoticeKind]:
    return stopping.stop_in(token) or abort(404)


@bp.get("/letters/stop/<string:token>")
@public
def stop(token: str) -> Any:
    g.personal = True
    _, kind = _stopped(token)
    return render_template("members/notices/stop.html", token=token, label=LABELS.get(kind, kind), stopped=False)


@bp.post("/letters/stop/<string:token>")
@machine
def stop_now(token: str) -> Any:
    """Open to mail programs' one-click stop, which knows no session: the signed link is the permission."""
    member_id, kind = _stopped(token)
    with transaction():
        stopping.stop_letters(member_id, kind)
    return render_template("members/notices/stop.html", token=token, label=LABELS.get(kind, kind), stopped=True)
