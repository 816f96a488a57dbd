"""What an operator types about members: `flask members grant EMAIL --role admin`."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup
from sqlalchemy import select

from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.address import fit_address, folded_address
from members.accounts.confirming import hold
from members.accounts.forgetting import forget_claims
from members.accounts.granting import grant
from members.accounts.member import Member, Role
from members.accounts.naming import fit_name
from members.accounts.signing_up import new_secret, sign_up

members_group = AppGroup("members", help="Who people are.")
USAGE = "--role member|staff|admin [--confirm --name NAME [--password PASSWORD]]"


@members_group.command("grant", options_metavar=USAGE)
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="What they become.")
@click.option("--confirm", is_flag=True, help="Make the account, confirmed, when nobody has confirmed this address.")
@click.option("--name", help="Its name, when --confirm makes it. Default: the part of the address before the @.")
@click.option("--password", help="Its password, when --confirm makes it. Asked for when left out.")
def grant_command(email: str, role: str, confirm: bool, name: str | None, password: str | None) -> None:
    """Give a role to the member with this address."""
    try:
        member = _held(email)
        if member is None and not confirm:
            raise click.ClickException(f"nobody here has confirmed {email}; --confirm makes the account")
        secret = None if member else _secret(email, name, password, Role(role))
        with transaction():
            member = member or _made(email, name, secret or "")
            grant(None, member, Role(role))
    except RuleBroken as broken:
        raise click.ClickException(_in_words(broken, email, name)) from None
    except Refused as refusal:
        raise click.ClickException(refusal.reason) from None
    if secret is None and (name or password):
        click.echo("The account was there already, so its name and password stay as they are.", err=True)
    click.echo(f"{member.name} <{member.email}> is {role}")


def _held(email: str) -> Member | None:
    found: Member | None = db.session.scalar(select(Member).where(Member.email_folded == folded_address(email)))
    return found


def _secret(email: str, name: str | None, password: str | None, role: Role) -> str:
    """The hash of the password given or typed, once the address and the name are known to do."""
    address = fit_address(email)
    shown = fit_name(name or _before_the_at(email))
    if not password and not sys.stdin.isatty():
        raise click.ClickException("there is no terminal to ask for a password; give it with --password")
    typed = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return new_secret(typed, shown, _before_the_at(address), role=role)


def _made(email: str, name: str | None, secret: str) -> Member:
    """A new account, confirmed by the operator's word. One that claimed this address before may be a stranger's, so it goes."""
    address = fit_address(email)
    forget_claims(address)
    member = sign_up(name or _before_the_at(email), address, secret)
    hold(member, address)
    return member


def _in_words(broken: RuleBroken, email: str, name: str | None) -> str:
    if broken.field != "name":
        return broken.message
    which = f"the name “{name}”" if name else f"the name “{_before_the_at(email)}”, taken from the address,"
    return f"{which} cannot be used; give another with --name. {broken.message}"


def _before_the_at(email: str) -> str:
    return email.strip().partition("@")[0]
