"""The page behind the link of the confirming letter. It acts by a button, and leads on to what the member came for.

The browser that joined needs no more. Any other shows whose account it is: by its password, or by choosing a new one, which
shuts out whoever chose the first; so nobody can have a stranger confirm an account for them.
"""

from __future__ import annotations

from typing import Any

from flask import abort, g, render_template, request

from kernel.access import public, viewer
from kernel.clock import now
from kernel.database import db, transaction
from kernel.htmx import done
from kernel.rules import RuleBroken
from members.accounts import confirming
from members.accounts.forms import ConfirmForm, NewPasswordForm
from members.accounts.member import Member, Role
from members.accounts.origin import SignUpOrigin
from members.accounts.password import matches
from members.accounts.routes import bp
from members.accounts.signing_up import new_secret
from members.accounts.token import AccountToken, Purpose, token_in, token_of
from members.accounts.waiting import waits
from members.limits import give_back_near, only_failures
from members.sessions.cookie import give_cookie
from members.sessions.going_back import own_path
from members.sessions.routes import begin_session


def _no_longer(part: str) -> Any:
    """What a link says that works no more: who is confirmed already need do nothing."""
    found = token_of(part, Purpose.CONFIRM)
    if found is None or not found.member.is_confirmed:
        return render_template("members/accounts/outlived.html", what="confirm"), 404
    return render_template("members/accounts/confirmed_already.html", back=own_path(found.back), same=_is_theirs(found))


def _is_theirs(found: AccountToken) -> bool:
    return viewer() is not None and viewer().id == found.member_id


def _page(found: AccountToken, form: ConfirmForm, code: int = 200) -> Any:
    part = found.link_part
    same = _is_theirs(found)
    return render_template("members/accounts/confirmation.html", form=form, token=found, part=part, same=same), code


@bp.get("/confirmation/<string:token>")
@public
def confirmation(token: str) -> Any:
    g.personal = True
    found = token_in(token, Purpose.CONFIRM)
    return _page(found, ConfirmForm()) if found else _no_longer(token)


@bp.post("/confirmation/<string:token>")
@public
def confirm(token: str) -> Any:
    found = token_in(token, Purpose.CONFIRM)
    if found is None:
        return _no_longer(token)
    form = ConfirmForm(request.form)
    if not _is_theirs(found) and not form.validate():
        return _page(found, form, 422)
    with form.owning_errors(), only_failures("link", request.remote_addr):
        if not _is_theirs(found) and not matches(found.member.password_hash, form.password.data or ""):
            raise RuleBroken(
                "That is not the password chosen when joining. You can choose a new one below.", "password"
            )
        with transaction():
            member = confirming.confirm(found)
            cookie = begin_session(member)
        return _welcome(member, cookie, found.back)
    return _page(found, form, 422)


@bp.get("/confirmation/<string:token>/password")
@public
def choose_password(token: str) -> Any:
    """For who does not know the password, or never chose one: somebody else joined with this address."""
    g.personal = True
    found = token_in(token, Purpose.CONFIRM)
    if found is None:
        return _no_longer(token)
    form = NewPasswordForm()
    form.say_length_for(Role.MEMBER)
    return _password_page(found, form)


def _password_page(found: AccountToken, form: NewPasswordForm, code: int = 200) -> Any:
    return render_template("members/accounts/confirm_anew.html", form=form, found=found, url=request.path), code


@bp.post("/confirmation/<string:token>/password")
@public
def confirm_anew(token: str) -> Any:
    form = NewPasswordForm(request.form)
    form.say_length_for(Role.MEMBER)
    with form.owning_errors(), only_failures("link", request.remote_addr):
        found = token_in(token, Purpose.CONFIRM) or abort(404)
        if form.validate():
            secret = new_secret(form.password.data, found.member.name, found.email.partition("@")[0])
            with transaction():
                member = confirming.confirm_anew(found, secret)
                cookie = begin_session(member)
            return _welcome(member, cookie, found.back)
    return _password_page(found, form, 422)


def _welcome(member: Member, cookie: str, back: str) -> Any:
    origin = db.session.get(SignUpOrigin, member.id)
    if origin:
        give_back_near("sign-up", origin.network, origin.at)
    waiting = waits(member, now())
    words = waiting.welcome if waiting else "You can propose, support and vote now."
    return give_cookie(done(own_path(back), f"Welcome, {member.name}. {words}"), cookie)
