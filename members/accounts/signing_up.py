"""Joining: a name that is free and a password that is not guessed. What the page says never tells whose address is known.

An account holds its address only once it is confirmed, so anybody may claim any address, and only its owner can prove it.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from kernel.clock import now
from kernel.database import db
from kernel.moments import site_zone, zones
from kernel.outbox import post
from kernel.rules import RuleBroken
from members.accounts.address import fit_address
from members.accounts.admitting import admit
from members.accounts.free_name import TAKEN, free_name
from members.accounts.member import Member, Role
from members.accounts.naming import folded
from members.accounts.password import fit_password, hashed
from members.accounts.site_words import site_words
from members.accounts.token import AccountToken, Purpose, issue

__all__ = ["admit", "new_secret", "send_confirmation", "sign_up"]


def new_secret(password: str, *personal: str | None, role: Role = Role.MEMBER) -> str:
    """The hash to store for a fit password. Slow on purpose: call it before transaction(). Raises RuleBroken."""
    fit_password(password, *personal, *site_words(), role=role)
    return hashed(password)


def sign_up(name: str, email: str, secret: str, zone: str = "", back: str = "") -> Member:
    """A new, unconfirmed member, and a letter to the address, whose link leads on to `back`. Raises RuleBroken.

    `secret` comes from new_secret(). A zone that is none is the site's.
    """
    shown, address = free_name(name), fit_address(email)
    member = Member(
        name=shown,
        name_folded=folded(shown),
        email=address,
        password_hash=secret,
        zone=zone if zone in zones() else site_zone(),
        created_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(member)
    except IntegrityError:
        raise RuleBroken(TAKEN, "name") from None
    send_confirmation(member, back)
    return member


def send_confirmation(member: Member, back: str | None = None) -> None:
    """A fresh link to the address they gave; a letter of another kind when that address has an account already.

    It leads on to `back`; without one to where their last link did.
    """
    if member.is_confirmed or member.email is None:
        raise RuleBroken("Your address is confirmed already.")
    token = issue(member, Purpose.CONFIRM, member.email, wanted_page(member) if back is None else back)
    post("letter.confirm", key=f"confirm:{token.id}", token_id=token.id)


def wanted_page(member: Member) -> str:
    """The page that they came for when they joined."""
    links = select(AccountToken.back).where(
        AccountToken.member_id == member.id, AccountToken.purpose == Purpose.CONFIRM
    )
    return db.session.scalar(links.order_by(AccountToken.id.desc()).limit(1)) or ""
