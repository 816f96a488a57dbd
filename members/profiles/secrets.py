"""The settings that guard the account itself: password and address."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for

from kernel.access import public, signed_in, viewer
from kernel.database import transaction
from kernel.htmx import done
from members.accounts import changing
from members.accounts.address import folded_address
from members.accounts.forms import ConfirmForm
from members.accounts.member import Member
from members.accounts.proving import Proof, prove
from members.accounts.signing_up import new_secret
from members.accounts.taking_back import take_back
from members.accounts.token import AccountToken, Purpose, token_in
from members.limits import guard, only_failures
from members.profiles.forms import EmailForm, PasswordForm
from members.sessions.cookie import give_cookie
from members.sessions.routes import begin_session

bp = Blueprint("secrets", __name__)


@bp.get("/settings/secrets")
@signed_in
def index() -> Any:
    return _page(PasswordForm(), EmailForm())


def _page(password: PasswordForm, email: EmailForm) -> str:
    password.say_length_for(viewer().role)
    return render_template("members/profiles/secrets.html", password=password, email=email)


def _proof(member: Member, form: PasswordForm | EmailForm) -> Proof:
    with only_failures("password", request.remote_addr, str(member.id)):
        return prove(member, form.current_password.data)


@bp.post("/settings/password")
@signed_in
def change_password() -> Any:
    form = PasswordForm(request.form)
    if form.validate():
        with form.owning_errors():
            proof = _proof(viewer(), form)
            local = (viewer().email or "").partition("@")[0]
            secret = new_secret(form.password.data, viewer().name, local, role=viewer().role)
            with transaction():
                changing.change_password(proof, secret)
                cookie = begin_session(viewer())
            words = "Your new password is set. Your other sessions have ended."
            return give_cookie(done(url_for("secrets.index"), words), cookie)
    return _page(form, EmailForm()), 422


@bp.post("/settings/email")
@signed_in
def ask_for_new_email() -> Any:
    form = EmailForm(request.form)
    if form.validate():
        guard("letter", request.remote_addr, f"change {viewer().id}")
        with form.owning_errors():
            proof = _proof(viewer(), form)
            with transaction():
                changing.ask_for_new_email(proof, form.email.data)
            return done(url_for("secrets.index"), "An e-mail with a link is on its way to the new address.")
    return _page(PasswordForm(), form), 422


def _token(part: str, purpose: Purpose) -> AccountToken | None:
    return token_in(part, purpose)


def _show_new_email(found: AccountToken | None, form: ConfirmForm, code: int = 200) -> Any:
    if found is None:
        return render_template("members/accounts/outlived.html", what="email"), 404
    return render_template("members/profiles/new_email.html", found=found, form=form, same=_is_theirs(found)), code


def _is_theirs(found: AccountToken) -> bool:
    """Whether this browser is signed in to the account of the link."""
    return viewer() is not None and viewer().id == found.member_id


@bp.get("/settings/email/<string:token>")
@public
def new_email(token: str) -> Any:
    g.personal = True
    return _show_new_email(_token(token, Purpose.CHANGE_EMAIL), ConfirmForm())


@bp.post("/settings/email/<string:token>")
@public
def take_new_email(token: str) -> Any:
    form = ConfirmForm(request.form)
    with form.owning_errors(), only_failures("link", request.remote_addr):
        found = _token(token, Purpose.CHANGE_EMAIL) or abort(404)
        if not _is_theirs(found):
            with only_failures("password", request.remote_addr, str(found.member_id)):
                prove(found.member, form.password.data, "password")
        with transaction():
            changing.take_new_email(found)
        return done(url_for("sessions.sign_in"), "Your new address is in use. Please sign in with it.")
    return _show_new_email(found, form, 422)


@bp.get("/settings/email/<string:token>/stop")
@public
def stop_new_email(token: str) -> Any:
    g.personal = True
    found = _token(token, Purpose.STOP_CHANGE)
    if found is None:
        return render_template("members/accounts/outlived.html", what="reset"), 404
    moved = folded_address(found.email) != found.member.email_folded
    return render_template("members/profiles/stop_new_email.html", found=found, token=token, moved=moved)


@bp.post("/settings/email/<string:token>/stop")
@public
def stop_it(token: str) -> Any:
    with only_failures("link", request.remote_addr):
        found = _token(token, Purpose.STOP_CHANGE) or abort(404)
        with transaction():
            reset = take_back(found)
    part = reset.link_part
    words = (
        "This is your address again, and every browser is signed out. Now choose a new password: the old one is dead."
    )
    return done(url_for("accounts.new_password", token=part), words)
