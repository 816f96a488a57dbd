"""`flask seed`: the demo world into an empty database, so that a newcomer finds a site in use and can sign in as anybody."""

from __future__ import annotations

import sys
import time

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select, update

from demo.people import NAMED, PASSWORD
from demo.plot import tell_the_world
from demo.story import Story
from kernel.alone import alone
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage, deliver_waiting
from members.accounts.member import Member

PUBLISHING = "round.publish"  # no letter: the counted ballots are to be there


@click.command("seed")
@click.option("--if-empty", is_flag=True, help="Do nothing, without complaint, when somebody is here already.")
@with_appcontext
def seed(if_empty: bool) -> None:
    """Tell the demo world: a brand, three forums, nine rounds, two hundred members, six products. Takes about a minute."""
    with alone(db.engine, "seed"):
        _tell(if_empty)


def _tell(if_empty: bool) -> None:
    if db.session.scalar(select(func.count(Member.id))):
        if if_empty:
            return
        raise click.ClickException("This database is in use; the demo world is told to an empty one only.")
    began = time.monotonic()
    story = Story()
    tell_the_world(story)
    story.play(_progress)
    with transaction():
        _quiet_letters()
    deliver_waiting()
    click.echo(
        f"\nThe demo world stands after {time.monotonic() - began:.0f} s. Who can sign in, all with “{PASSWORD}”:"
    )
    for first, (name, role) in NAMED.items():
        click.echo(f"  {first}@osier-ash.example  {name}, {'steward of Kitchen' if first == 'theo' else role.value}")


def _quiet_letters() -> None:
    """The story's letters are history: they are marked as delivered, so that nobody's folder fills at the first start."""
    letters = (OutboxMessage.delivered_at.is_(None), OutboxMessage.kind != PUBLISHING)
    db.session.execute(update(OutboxMessage).where(*letters).values(delivered_at=now(), payload={}))


def _progress(done: int, in_all: int) -> None:
    if done % 200 == 0 or done == in_all:
        sys.stderr.write(f"\rTelling the demo world: {done} of {in_all} scenes")
        sys.stderr.flush()
