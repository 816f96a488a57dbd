"""The letters about accounts. Each is rendered at delivery, from rows as they are then; what is gone gets no letter."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kernel.database import db, transaction
from kernel.mail import send
from kernel.outbox import delivers
from members.accounts.address import folded_address
from members.accounts.member import Member
from members.accounts.resetting import find_whose
from members.accounts.token import AccountToken


def link(endpoint: str, **values: Any) -> str:
    """The whole address of one of our pages, also where there is no request."""
    path = current_app.url_map.bind("site").build(endpoint, values)
    return f"{current_app.config['SITE_URL']}{path}"


def _token(token_id: int) -> AccountToken | None:
    token: AccountToken | None = db.session.get(
        AccountToken, token_id, options=[joinedload(AccountToken.member, innerjoin=True)]
    )
    return None if token is None or token.used_at else token


def _link_part(token: AccountToken) -> str:
    return token.link_part


@delivers("letter.confirm", "The letter that confirms a new account")
def confirm(token_id: int) -> None:
    """To a new address its link; to an address that has an account, word that somebody tried."""
    token = _token(token_id)
    if token is None:
        return
    held: Member | None = db.session.scalar(select(Member).where(Member.email_folded == folded_address(token.email)))
    key = f"confirm:{token_id}"
    if held is None:
        url = link("accounts.confirmation", token=_link_part(token))
        send("confirm", to=token.email, key=key, asked_for=True, member=token.member, url=url)
    elif held.email and held.id != token.member_id:
        back = token.back or "/"
        urls = {
            "sign_in_url": link("sessions.sign_in", next=back),
            "reset_url": link("accounts.ask_for_reset", next=back),
        }
        send("known-address", to=held.email, key=key, asked_for=True, member=held, **urls)


@delivers("letter.reset", "The letter with the link to a new password")
def reset(token_id: int) -> None:
    """The link to a new password."""
    with transaction():
        asked = select(AccountToken).where(AccountToken.id == token_id, AccountToken.used_at.is_(None))
        token: AccountToken | None = db.session.scalar(asked.options(joinedload(AccountToken.member)))
        whose = token and (token.member or find_whose(token))
    if token and whose:
        url = link("accounts.new_password", token=_link_part(token))
        send("reset", to=token.email, key=f"reset:{token_id}", asked_for=True, member=token.member, url=url)


@delivers("letter.change-email", "The letter that confirms a new address")
def change_email(token_id: int) -> None:
    """The link to a new address goes to that address."""
    token = _token(token_id)
    if token:
        url = link("secrets.new_email", token=_link_part(token))
        send(
            "change-email", to=token.email, key=f"change-email:{token_id}", asked_for=True, member=token.member, url=url
        )


@delivers("letter.change-asked", "Word to an address that somebody asked to change it")
def change_asked(token_id: int, change_id: int) -> None:
    """The old address is told as soon as another is asked for, with a link that stops it."""
    token, change = _token(token_id), _token(change_id)
    if token and change:
        url = link("secrets.stop_new_email", token=_link_part(token))
        key = f"change-asked:{token_id}"
        send("change-asked", to=token.email, key=key, member=token.member, url=url, new_address=change.email)


@delivers("letter.email-changed", "Word to an old address that it was changed")
def email_changed(token_id: int) -> None:
    """The old address is told that it no longer opens this account, with a link that takes it back."""
    token = _token(token_id)
    if token:
        url = link("secrets.stop_new_email", token=_link_part(token))
        send("email-changed", to=token.email, key=f"email-changed:{token_id}", member=token.member, url=url)


@delivers("letter.password-changed", "Word that a password was changed")
def password_changed(member_id: int, at: str) -> None:
    """Word of a change that the owner may not have made."""
    member: Member | None = db.session.get(Member, member_id)
    if member and member.email:
        key = f"password-changed:{member_id}:{at}"
        send("password-changed", to=member.email, key=key, member=member, reset_url=link("accounts.ask_for_reset"))
