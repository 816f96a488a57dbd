"""Joining, confirming and resetting. No link of a letter acts by being opened: its page shows a button."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, g, make_response, redirect, render_template, request, session, url_for

from kernel.access import public, signed_in, viewer
from kernel.database import db, transaction
from kernel.htmx import done
from kernel.rules import RuleBroken
from members.accounts import confirming, resetting
from members.accounts.address import fit_address, folded_address
from members.accounts.forms import AskForResetForm, ConfirmForm, NewPasswordForm, SignUpForm
from members.accounts.free_name import unreserved_name
from members.accounts.origin import SignUpOrigin, origin_of, remember_origin
from members.accounts.password import fit_password, matches
from members.accounts.signing_up import new_secret, send_confirmation
from members.accounts.signing_up import sign_up as join
from members.accounts.site_words import site_words
from members.accounts.token import AccountToken, Purpose, token_in
from members.limits import give_back_near, guard, lift, only_failures
from members.sessions.cookie import give_cookie
from members.sessions.going_back import own_path
from members.sessions.known_device import remember_device
from members.sessions.routes import begin_session

bp = Blueprint("accounts", __name__)


def living_token(part: str, purpose: Purpose) -> AccountToken | None:
    """The token behind a letter's link, or None when it is wrong, used or too old."""
    return token_in(part, purpose)


@bp.get("/sign-up")
@public
def sign_up() -> Any:
    if viewer() is not None:
        return redirect("/", 303)
    return render_template("members/accounts/sign_up.html", form=SignUpForm(next=own_path(request.args.get("next"))))


def _all_fit(form: SignUpForm) -> bool:
    """Whether every field is fit by itself, so that all that must be mended is said at once."""
    with form.owning_errors():
        unreserved_name(form.name.data)
    with form.owning_errors():
        fit_address(form.email.data)
    with form.owning_errors():
        fit_password(form.password.data, form.name.data, form.email.data.partition("@")[0], *site_words())
    return not form.errors


@bp.post("/sign-up")
@public
def post_sign_up() -> Any:
    form = SignUpForm(request.form)
    if form.validate() and _all_fit(form):
        guard("sign-up", request.remote_addr, near=origin_of(request.remote_addr))
        with form.owning_errors():
            name, email = form.name.data, form.email.data
            secret = new_secret(form.password.data, name, email.partition("@")[0])
            with transaction():
                member = join(name, email, secret)
                remember_origin(member, request.remote_addr)
                token = begin_session(member)
            session["back"] = own_path(form.next.data)
            return give_cookie(done(url_for("accounts.letter")), token)
    return render_template("members/accounts/sign_up.html", form=form), 422


@bp.get("/sign-up/letter")
@signed_in
def letter() -> Any:
    return render_template("members/accounts/letter.html")


@bp.post("/confirmation/letters")
@signed_in
def send_again() -> Any:
    guard("letter", request.remote_addr, f"confirm {viewer().id}")
    with transaction():
        send_confirmation(viewer())
    return done(url_for("accounts.letter"), "Another letter is on its way. Only its link works now.")


def _show_confirmation(token: AccountToken | None, form: ConfirmForm, code: int = 200) -> Any:
    if token is None:
        return render_template("members/accounts/outlived.html", what="confirm"), 404
    same = viewer() is not None and viewer().id == token.member_id
    return render_template("members/accounts/confirmation.html", form=form, token=token, same=same), code


@bp.get("/confirmation/<string:token>")
@public
def confirmation(token: str) -> Any:
    g.personal = True
    return _show_confirmation(living_token(token, Purpose.CONFIRM), ConfirmForm())


@bp.post("/confirmation/<string:token>")
@public
def confirm(token: str) -> Any:
    form = ConfirmForm(request.form)
    with form.owning_errors(), only_failures("link", request.remote_addr):
        found = living_token(token, Purpose.CONFIRM) or abort(make_response(_show_confirmation(None, form)))
        same = viewer() is not None and viewer().id == found.member_id
        if not same and not matches(found.member.password_hash, form.password.data or ""):
            raise RuleBroken("That is not the password chosen at sign-up.", "password")
        with transaction():
            member = confirming.confirm(found)
            cookie = begin_session(member)
            origin = db.session.get(SignUpOrigin, member.id)
        if origin:
            give_back_near("sign-up", origin.network, origin.at)
        back = own_path(session.pop("back", None))
        return give_cookie(done(back, f"Welcome, {member.name}. You can propose, support and vote now."), cookie)
    return _show_confirmation(found, form, 422)


@bp.get("/password-reset")
@public
def ask_for_reset() -> Any:
    return render_template("members/accounts/ask_for_reset.html", form=AskForResetForm())


@bp.post("/password-reset")
@public
def post_ask_for_reset() -> Any:
    form = AskForResetForm(request.form)
    if not form.validate():
        return render_template("members/accounts/ask_for_reset.html", form=form), 422
    guard("reset", request.remote_addr, folded_address(form.email.data))
    with transaction():
        resetting.ask_for_reset(form.email.data)
    return done(url_for("accounts.reset_asked"))


@bp.get("/password-reset/asked")
@public
def reset_asked() -> Any:
    return render_template("members/accounts/reset_asked.html")


@bp.get("/password-reset/<string:token>")
@public
def new_password(token: str) -> Any:
    g.personal = True
    found = living_token(token, Purpose.RESET)
    if found is None:
        return render_template("members/accounts/outlived.html", what="reset"), 404
    form = NewPasswordForm()
    form.say_length_for(found.member.role)
    return render_template("members/accounts/new_password.html", form=form, token=token)


@bp.post("/password-reset/<string:token>")
@public
def set_new_password(token: str) -> Any:
    form = NewPasswordForm(request.form)
    with form.owning_errors(), only_failures("link", request.remote_addr):
        found = living_token(token, Purpose.RESET) or abort(404)
        form.say_length_for(found.member.role)
        if form.validate():
            local = (found.member.email or "").partition("@")[0]
            secret = new_secret(form.password.data, found.member.name, local, role=found.member.role)
            with transaction():
                resetting.reset_password(found, secret)
            lift("sign-in", folded_address(found.email))
            response = done(url_for("sessions.sign_in"), "Your new password is set. Sign in with it.")
            return remember_device(response, found.email)
    return render_template("members/accounts/new_password.html", form=form, token=token), 422
