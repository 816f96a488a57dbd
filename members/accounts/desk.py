"""Staff's page about one member: their standing, suspending, lifting, sessions, roles."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from kernel.access import admin_only, freshly_proven, staff_only, viewer
from kernel.database import transaction
from kernel.htmx import done
from members.accounts import granting, policy, queries, signing_out, suspending, taking_back
from members.accounts.forms import ReasonForm, RoleForm, SignOutForm, StandForm, SuspensionForm
from members.accounts.member import Member, Role
from members.accounts.owner_links import can_be_taken_back

bp = Blueprint("standing", __name__)
NAMED = {Role.MEMBER: "a member", Role.STAFF: "on the staff", Role.ADMIN: "an administrator"}


@bp.get("/members/<int:member_id>/standing")
@staff_only
def show(member_id: int) -> Any:
    member = queries.any_member(member_id) or abort(404)
    return _page(member, ReasonForm() if member.is_suspended else SuspensionForm())


def _page(
    member: Member,
    reason: ReasonForm,
    sign_out: SignOutForm | None = None,
    role: RoleForm | None = None,
    stand: StandForm | None = None,
) -> str:
    return render_template(
        "members/accounts/standing.html",
        member=member,
        reason=reason,
        role=role or RoleForm(role=member.role.value),
        sign_out=sign_out or SignOutForm(),
        stand=stand or StandForm(),
        suspensions=queries.suspensions_of(member),
        grants=queries.grants_of(member),
        endings=queries.endings_of(member),
        address_standings=queries.address_standings_of(member),
        can_be_taken_back=can_be_taken_back(member),
        may_let_stand=policy.may_let_stand(viewer(), member),
        may_sign_out=policy.may_sign_out(viewer(), member),
        may_suspend=policy.may_suspend(viewer(), member),
        may_lift=policy.may_lift(viewer(), member),
        may_grant=policy.may_grant(viewer(), member),
    )


@bp.post("/members/<int:member_id>/suspension")
@staff_only
@freshly_proven("suspend somebody")
def suspend(member_id: int) -> Any:
    member, form = queries.any_member(member_id) or abort(404), SuspensionForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                suspending.suspend(viewer(), member, form.reason.data, int(form.days.data))
            return done(url_for("standing.show", member_id=member_id), f"{member.name} is suspended.")
    return _page(member, form), 422


@bp.post("/members/<int:member_id>/suspension/removal")
@staff_only
@freshly_proven("lift a suspension")
def lift(member_id: int) -> Any:
    member, form = queries.any_member(member_id) or abort(404), ReasonForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                suspending.lift(viewer(), member, form.reason.data)
            return done(url_for("standing.show", member_id=member_id), f"{member.name} is back.")
    return _page(member, form), 422


@bp.post("/members/<int:member_id>/sessions/removal")
@admin_only
@freshly_proven("sign somebody out")
def sign_out(member_id: int) -> Any:
    member, form = queries.any_member(member_id) or abort(404), SignOutForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                signing_out.sign_out_everywhere(viewer(), member, form.reason.data)
            return done(url_for("standing.show", member_id=member_id), f"{member.name} is signed out everywhere.")
    return _page(member, ReasonForm(), sign_out=form), 422


@bp.post("/members/<int:member_id>/address")
@admin_only
@freshly_proven("let a new address stand, so that the old one cannot take the account back")
def let_stand(member_id: int) -> Any:
    member, form = queries.any_member(member_id) or abort(404), StandForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                taking_back.let_stand(viewer(), member, form.reason.data)
            return done(url_for("standing.show", member_id=member_id), f"The new address of {member.name} stands.")
    return _page(member, ReasonForm(), stand=form), 422


@bp.post("/members/<int:member_id>/role")
@admin_only
@freshly_proven("change somebody's role")
def grant(member_id: int) -> Any:
    member, form = queries.any_member(member_id) or abort(404), RoleForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                granted = granting.grant(viewer(), member, Role(form.role.data))
            words = f"{member.name} is {'now' if granted else 'already'} {NAMED[member.role]}."
            return done(
                url_for("standing.show", member_id=member_id), words if granted else f"{words} Nothing changed."
            )
    return _page(member, ReasonForm(), role=form), 422
