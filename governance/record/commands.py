"""`flask record …`: check the whole record, sign it now, and forget what it knows of a person."""

from __future__ import annotations

import sys
from typing import TextIO

import click
from flask.cli import AppGroup

from governance.record import checkpointing, note
from governance.record.erasing import erase
from governance.record.ours import refuse_a_home_address
from governance.record.verifying import verify
from kernel.database import transaction

record_group = AppGroup("record", help="The public record.")


@record_group.command("verify")
@click.option("--checkpoint", "file", type=click.File(encoding="utf-8"), help="One that you kept: a letter's will do.")
def verify_record(file: TextIO | None) -> None:
    """Recompute every line, root and signature; exit 1 and say what was changed, dropped or slipped in."""
    try:
        kept = note.found_in(file.read()) if file else None
    except ValueError as error:
        raise click.ClickException(f"{file.name if file else ''}: {error}") from None
    found = verify(kept)
    for fault in found.faults:
        click.echo(str(fault), err=True)
    if found.faults:
        click.echo(f"{len(found.faults)} faults in {found.lines} lines")
        sys.exit(1)
    click.echo(f"{found.lines} lines, none changed; last hash {found.last_hash}")
    click.echo(f"{found.opened} commitments open, {found.erased} were erased")
    if kept:
        click.echo(f"Your checkpoint over {kept.size} lines goes with this record.")


@record_group.command("checkpoint")
def sign_now() -> None:
    """Put every line so far under a signed root, and print it."""
    refuse_a_home_address()
    with transaction():
        made = checkpointing.checkpoint()
    click.echo(made.text if made else "Nothing is recorded yet.", nl=False)


@record_group.command("new-key")
def take_new_key() -> None:
    """Let the key of the settings take over from the one that signed before: a line of the record says so for good."""
    if not checkpointing.is_signed_by_another_key():
        raise click.ClickException("The newest checkpoint is signed by this key, or there is none yet.")
    refuse_a_home_address()
    with transaction():
        made = checkpointing.checkpoint(new_key=True)
    click.echo(made.text if made else "", nl=False)


@record_group.command("forget")
@click.argument("member_id", type=int)
def forget(member_id: int) -> None:
    """Erase the pseudonym of this member and the private parts that concern them. The record stays valid."""
    with transaction():
        count = erase(member_id)
    click.echo(f"Erased the pseudonym and {count} private parts.")
