"""Joining, and a new password for who forgot theirs. No link of a letter acts by being opened: its page shows a button."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from kernel.access import public, signed_in, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from members.accounts import resetting
from members.accounts.address import fit_address, folded_address
from members.accounts.forms import AskForResetForm, NewPasswordForm, SignUpForm
from members.accounts.free_name import unreserved_name
from members.accounts.origin import origin_of, remember_origin
from members.accounts.password import fit_password
from members.accounts.signing_up import new_secret, send_confirmation, wanted_page
from members.accounts.site_words import site_words
from members.accounts.token import Purpose, token_in
from members.accounts.waiting import waits
from members.joining.admission import domain_words, join
from members.joining.queries import invitation_of, rule_in_force
from members.limits import guard, lift, only_failures
from members.sessions.cookie import give_cookie
from members.sessions.going_back import own_path
from members.sessions.known_device import remember_device
from members.sessions.routes import begin_session

bp = Blueprint("accounts", __name__)


@bp.get("/sign-up")
@public
def sign_up() -> Any:
    if viewer() is not None:
        return redirect(own_path(request.args.get("next")), 303)
    back, code = own_path(request.args.get("next")), request.args.get("invitation", "")[:80]
    return _sign_up_page(SignUpForm(next=back, invitation=code))


def _sign_up_page(form: SignUpForm) -> str:
    """The form, or why it is not for everybody."""
    rule, invitation = rule_in_force(), invitation_of(form.invitation.data or "")
    facts = {"rule": rule, "domains": domain_words(rule), "is_invited": invitation and invitation.is_open(now())}
    return render_template("members/accounts/sign_up.html", form=form, **facts)


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
            secret, back = new_secret(form.password.data, name, email.partition("@")[0]), own_path(form.next.data)
            with transaction():
                member = join(name, email, secret, form.zone.data or "", back, form.invitation.data or "")
                remember_origin(member, request.remote_addr)
                token = begin_session(member)
            return give_cookie(done(url_for("accounts.letter")), token)
    return _sign_up_page(form), 422


@bp.get("/sign-up/letter")
@signed_in
def letter() -> Any:
    waiting, back = waits(viewer(), now()), own_path(wanted_page(viewer()))
    return render_template("members/accounts/letter.html", waits=waiting, back=back)


@bp.post("/confirmation/letters")
@signed_in
def send_again() -> Any:
    guard("letter", request.remote_addr, f"confirm {viewer().id}")
    with transaction():
        send_confirmation(viewer())
    return done(url_for("accounts.letter"), "Another e-mail is on its way. Only its link works now.")


@bp.get("/password-reset")
@public
def ask_for_reset() -> Any:
    form = AskForResetForm(next=own_path(request.args.get("next")))
    return render_template("members/accounts/ask_for_reset.html", form=form)


@bp.post("/password-reset")
@public
def post_ask_for_reset() -> Any:
    form = AskForResetForm(request.form)
    if not form.validate():
        return render_template("members/accounts/ask_for_reset.html", form=form), 422
    guard("reset", request.remote_addr, folded_address(form.email.data))
    with transaction():
        resetting.ask_for_reset(form.email.data, own_path(form.next.data))
    return done(url_for("accounts.reset_asked"))


@bp.get("/password-reset/asked")
@public
def reset_asked() -> Any:
    return render_template("members/accounts/reset_asked.html")


@bp.get("/password-reset/<string:token>")
@public
def new_password(token: str) -> Any:
    g.personal = True
    found = token_in(token, Purpose.RESET)
    if found is None:
        return render_template("members/accounts/outlived.html", what="reset"), 404
    form = NewPasswordForm()
    form.say_length_for(found.member.role)
    return render_template("members/accounts/new_password.html", form=form, found=found, url=request.path)


@bp.post("/password-reset/<string:token>")
@public
def set_new_password(token: str) -> Any:
    form = NewPasswordForm(request.form)
    with form.owning_errors(), only_failures("link", request.remote_addr):
        found = token_in(token, Purpose.RESET) or abort(404)
        form.say_length_for(found.member.role)
        if form.validate():
            local = (found.member.email or "").partition("@")[0]
            secret = new_secret(form.password.data, found.member.name, local, role=found.member.role)
            with transaction():
                resetting.reset_password(found, secret)
            lift("sign-in", folded_address(found.email))
            response = done(
                url_for("sessions.sign_in", next=found.back or None), "Your new password is set. Sign in with it."
            )
            return remember_device(response, found.email)
    return render_template("members/accounts/new_password.html", form=form, found=found, url=request.path), 422
