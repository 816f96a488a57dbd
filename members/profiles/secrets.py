"""The settings that guard the account itself: password and address."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, g, render_template, request, url_for

from kernel.access import public, signed_in, viewer
from kernel.database import transaction
from kernel.htmx import done
from members.accounts import changing
from members.accounts.signing_up import new_secret
from members.accounts.token import AccountToken, Purpose, token_in
from members.limits import guard
from members.profiles.forms import EmailForm, PasswordForm

bp = Blueprint("secrets", __name__)


@bp.get("/settings/secrets")
@signed_in
def index() -> Any:
    return _page(PasswordForm(), EmailForm())


def _page(password: PasswordForm, email: EmailForm) -> str:
    return render_template("members/profiles/secrets.html", password=password, email=email)


@bp.post("/settings/password")
@signed_in
def change_password() -> Any:
    form = PasswordForm(request.form)
    if form.validate():
        guard("password", request.remote_addr, str(viewer().id))
        with form.owning_errors():
            changing.prove(viewer(), form.current_password.data)
            local = (viewer().email or "").partition("@")[0]
            secret = new_secret(form.password.data, viewer().name, local, role=viewer().role)
            with transaction():
                changing.change_password(viewer(), secret, g.session_id)
            return done(url_for("secrets.index"), "Your new password is set. Your other sessions have ended.")
    return _page(form, EmailForm()), 422


@bp.post("/settings/email")
@signed_in
def ask_for_new_email() -> Any:
    form = EmailForm(request.form)
    if form.validate():
        guard("password", request.remote_addr, str(viewer().id))
        guard("letter", request.remote_addr, f"change {viewer().id}")
        with form.owning_errors():
            changing.prove(viewer(), form.current_password.data)
            with transaction():
                changing.ask_for_new_email(viewer(), form.email.data)
            return done(url_for("secrets.index"), "A letter with a link is on its way to the new address.")
    return _page(PasswordForm(), form), 422


def _token(part: str) -> AccountToken | None:
    return token_in(part, Purpose.CHANGE_EMAIL, current_app.config["SECRET_KEY"])


@bp.get("/settings/email/<string:token>")
@public
def new_email(token: str) -> Any:
    g.personal = True
    found = _token(token)
    if found is None:
        return render_template("members/accounts/outlived.html", what="email"), 404
    return render_template("members/profiles/new_email.html", found=found, token=token, broken="")


@bp.post("/settings/email/<string:token>")
@public
def take_new_email(token: str) -> Any:
    guard("link", request.remote_addr)
    found = _token(token) or abort(404)
    with transaction():
        changing.take_new_email(found)
    return done(url_for("sessions.sign_in"), "Your new address is in use. Please sign in with it.")
