"""What an operator types about the bank account: `flask bank-account confirm`, where no second administrator can."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from commerce.payments.account import AccountState, waiting_account
from commerce.payments.moving_account import confirm_by_operator
from kernel.clock import now
from kernel.database import transaction
from kernel.moments import moment_words
from kernel.rules import RuleBroken

bank_account = AppGroup("bank-account", help="Where pledges are paid to.")


@bank_account.command("confirm")
@click.argument("iban")
def confirm(iban: str) -> None:
    """Confirm the change that waits, by the whole IBAN as the administrator told it to you."""
    account = waiting_account(now())
    if account is None or account.state is not AccountState.PROPOSED:
        raise click.ClickException("no change of the bank account waits to be confirmed")
    if "".join(iban.split()).upper() != account.iban:
        raise click.ClickException(f"the account that waits is another one: {account.grouped_iban}, {account.holder}")
    try:
        with transaction():
            confirm_by_operator(account)
    except RuleBroken as broken:
        raise click.ClickException(broken.message) from None
    click.echo(
        f"{account.grouped_iban}, {account.holder}: in use from {moment_words(account.in_force_from or now())} on"
    )
