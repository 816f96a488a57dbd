"""The page of who may join, with the invitations."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, render_template, request, url_for

from kernel.access import admin_only, freshly_proven, staff_only, viewer
from kernel.clock import now
from kernel.database import db, transaction
from kernel.htmx import done
from members.joining import choosing, queries
from members.joining.forms import InvitationForm, RuleForm
from members.joining.rule import Invitation, Way

bp = Blueprint("joining", __name__)


@bp.get("/desk/joining")
@staff_only
def index() -> Any:
    return _page()


def _page(rule_form: RuleForm | None = None, form: InvitationForm | None = None) -> str:
    rule = queries.rule_in_force()
    return render_template(
        "members/joining/index.html",
        rule_form=rule_form or RuleForm(way=rule.way.value, domains=rule.domains, why=rule.why),
        form=form or InvitationForm(uses=1, days=14),
        may_choose=choosing.may_choose(viewer()),
        words=choosing.WORDS,
        rule=rule,
        rules=queries.rules_lately(),
        invitations=queries.invitations_lately(),
        at=now(),
        site_url=current_app.config["SITE_URL"],
    )


@bp.post("/desk/joining")
@admin_only
@freshly_proven("change who may join")
def choose() -> Any:
    form = RuleForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                choosing.choose(viewer(), Way(form.way.data), form.domains.data or "", form.why.data or "")
            return done(url_for("joining.index"), "Saved. It holds for everybody who joins from now on.")
    return _page(rule_form=form), 422


@bp.post("/desk/joining/invitations")
@staff_only
def invite() -> Any:
    form = InvitationForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                choosing.invite(viewer(), form.note.data, form.uses.data, form.days.data)
            return done(url_for("joining.index", _anchor="invitations"), "The invitation is made. Copy its link below.")
    return _page(form=form), 422


@bp.post("/desk/joining/invitations/<int:invitation_id>/removal")
@staff_only
def revoke(invitation_id: int) -> Any:
    invitation = db.session.get(Invitation, invitation_id) or abort(404)
    with transaction():
        choosing.revoke(viewer(), invitation)
    return done(url_for("joining.index", _anchor="invitations"), "That link lets nobody in any more.")
