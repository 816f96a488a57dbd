"""`flask record verify`: anybody with the database can check the whole chain."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup

from governance.record.verifying import verify

record_group = AppGroup("record", help="The public record.")


@record_group.command("verify")
def verify_record() -> None:
    """Recompute every line; exit 1 and name the lines when any was changed, dropped or slipped in."""
    found = verify()
    for fault in found.faults:
        click.echo(f"line {fault.seq} {fault.words}", err=True)
    if found.faults:
        click.echo(f"{len(found.faults)} faults in {found.lines} lines")
        sys.exit(1)
    click.echo(f"{found.lines} lines, none changed; last hash {found.last_hash}")
