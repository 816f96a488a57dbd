"""What an operator types about members: `flask members grant EMAIL --role admin`."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import select

from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.address import fit_address, folded_address
from members.accounts.confirming import hold
from members.accounts.granting import grant
from members.accounts.member import Member, Role
from members.accounts.signing_up import new_secret, sign_up

members_group = AppGroup("members", help="Who people are.")


@members_group.command("grant")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="What they become.")
@click.option("--confirm", is_flag=True, help="Make the account, or confirm it, without a letter.")
@click.option("--name", help="Its name, when --confirm makes it. Default: the part of the address before the @.")
@click.option("--password", help="Its password, when --confirm makes it. Asked for when left out.")
def grant_command(email: str, role: str, confirm: bool, name: str | None, password: str | None) -> None:
    """Give a role to the member with this address."""
    try:
        member = _held(email) or (_made(email, name, password, Role(role)) if confirm else None)
        if member is None:
            raise click.ClickException(f"nobody here has confirmed {email}; --confirm makes the account")
        with transaction():
            grant(None, member, Role(role))
    except RuleBroken as broken:
        raise click.ClickException(broken.message) from None
    except Refused as refusal:
        raise click.ClickException(refusal.reason) from None
    click.echo(f"{member.name} <{member.email}> is {role}")


def _held(email: str) -> Member | None:
    found: Member | None = db.session.scalar(select(Member).where(Member.email_folded == folded_address(email)))
    return found


def _made(email: str, name: str | None, password: str | None, role: Role) -> Member:
    """The newest unconfirmed account of this address, or a new one, confirmed by the operator's word."""
    address = fit_address(email)
    waiting: Member | None = db.session.scalar(
        select(Member).where(Member.email == address, Member.confirmed_at.is_(None)).order_by(Member.id.desc()).limit(1)
    )
    secret = None
    if waiting is None:
        typed = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
        secret = new_secret(typed, address.partition("@")[0], role=role)
    with transaction():
        member = waiting or sign_up(name or address.partition("@")[0], address, secret or "")
        hold(member, address)
    return member
