"""Signing in and out, and the list of one's own sessions."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for

from kernel.access import freshly_proven, public, signed_in, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from members.accounts.member import Member
from members.accounts.password import shortest_for
from members.accounts.proving import Proof
from members.limits import only_failures
from members.sessions import opening, queries
from members.sessions.cookie import give_cookie, take_cookie
from members.sessions.device import device_from
from members.sessions.forms import SignInForm
from members.sessions.going_back import own_path
from members.sessions.known_device import remember_device, tries_of
from members.sessions.signing_in import ask_for_longer, fresher_secret, is_too_short, recognise, refresh_secret

bp = Blueprint("sessions", __name__)


def begin_session(member: Member) -> str:
    """Open a session for this browser inside the open transaction, ending the one it had. Returns the cookie's token."""
    if viewer() is not None:
        opening.end_session(viewer(), g.session_id)
    return opening.open_session(member, device_from(request.user_agent.string))[0]


@bp.get("/sign-in")
@public
def sign_in() -> Any:
    if viewer() is not None:
        return redirect(own_path(request.args.get("next")), 303)
    return render_template("members/sessions/sign_in.html", form=SignInForm(next=own_path(request.args.get("next"))))


@bp.post("/sign-in")
@public
def post_sign_in() -> Any:
    form = SignInForm(request.form)
    if form.validate():
        limits, account = tries_of(form.email.data)
        with form.owning_errors():
            with only_failures(limits, request.remote_addr, account):
                proof = recognise(form.email.data, form.password.data)
            if is_too_short(proof.member, form.password.data):
                return _to_a_longer_password(proof, own_path(form.next.data))
            secret = fresher_secret(proof.member, form.password.data)
            with transaction():
                member = refresh_secret(proof, secret)
                token = begin_session(member)
            response = done(own_path(form.next.data), f"Welcome back, {member.name}.")
            return give_cookie(remember_device(response, form.email.data), token)
    return render_template("members/sessions/sign_in.html", form=form), 422


def _to_a_longer_password(proof: Proof, back: str) -> Any:
    with transaction():
        part = ask_for_longer(proof, back).link_part
    shortest = shortest_for(proof.member.role)
    words = f"Staff passwords have {shortest} characters or more. Choose a new one, then sign in with it."
    return done(url_for("accounts.new_password", token=part), words)


@bp.post("/sign-out")
@public
def sign_out() -> Any:
    if viewer() is not None:
        with transaction():
            opening.end_session(viewer(), g.session_id)
    return take_cookie(done("/", "You are signed out."))


@bp.get("/settings/sessions")
@signed_in
def index() -> Any:
    found = queries.sessions_of(viewer(), now())
    return render_template("members/sessions/index.html", sessions=found, here=g.session_id)


@bp.post("/settings/sessions/<int:session_id>/removal")
@signed_in
@freshly_proven("sign out one of your browsers")
def end(session_id: int) -> Any:
    with transaction():
        opening.end_session(viewer(), session_id)
    return done(url_for("sessions.index"), "That session has ended.")


@bp.post("/settings/sessions/others/removal")
@signed_in
@freshly_proven("end all your other sessions")
def end_others() -> Any:
    with transaction():
        opening.end_sessions_of(viewer(), but=g.session_id)
    return done(url_for("sessions.index"), "All your other sessions have ended.")
