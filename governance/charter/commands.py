"""`flask charter`: enact the founding charter, and print the values in force."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from governance.charter.enacting import found_charter
from governance.charter.rules import RULES
from governance.charter.values import value
from kernel.database import transaction

charter_group = AppGroup("charter", help="The rules in force.")


@charter_group.command("found")
def found() -> None:
    """Enact the founding value of every rule that has none yet; again, it changes nothing. The clock does so by itself."""
    with transaction():
        found_charter()
    click.echo(f"{len(RULES)} values are in force.")


@charter_group.command("show")
def show() -> None:
    """Print every value in force."""
    for rule in RULES.values():
        click.echo(f"{rule.key:32} {rule.said(value(rule.key))}")
