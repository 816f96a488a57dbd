"""`flask round close` and `recount`: an operator ends a round, and counts it again."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import select

from ideas.ballots import closing
from ideas.ballots.counting_apart import count_sealed
from ideas.ballots.queries import result_of
from ideas.ballots.recounting import recount
from ideas.ballots.result import Result
from ideas.rounds.rescheduling import end_now
from ideas.rounds.round import Round
from kernel.database import db, now_by_the_database, transaction
from kernel.progress_line import ProgressLine
from kernel.rules import RuleBroken

round_group = AppGroup("round", help="Rounds: import, close, result, recount.")
BY_COMMAND = "Closed by the site's operator."


def round_or_fail(slug: str) -> Round:
    """The round with this slug; ends the command when there is none."""
    round: Round | None = db.session.scalar(select(Round).where(Round.slug == slug))
    if round is None:
        raise click.ClickException(f"there is no round “{slug}”")
    return round


@round_group.command("close")
@click.argument("slug")
@click.option("--reason", "why", default=BY_COMMAND, show_default=True, help="Public: it goes on the record.")
def close_round(slug: str, why: str) -> None:
    """End the round SLUG now, count its ballots and freeze the result. A closed round is left as it is."""
    round = round_or_fail(slug)
    try:
        with transaction():
            if not round.is_closed(now_by_the_database()):
                end_now(None, round, why)
            result = closing.seal(round)
        result = result or count_sealed(round, ProgressLine())
    except RuleBroken as broken:
        raise click.ClickException(broken.message) from None
    click.echo(f"{round.slug} is closed: {_ballots(result.ballots)}, result {result.digest}")


@round_group.command("recount")
@click.argument("slug")
def recount_round(slug: str) -> None:
    """Count the stored ballots of the closed round SLUG again; exit 1 when they give anything but the frozen result."""
    round = round_or_fail(slug)
    result = counted_or_fail(round)
    faults = recount(round, result)
    for fault in faults:
        click.echo(f"{slug}: {fault}", err=True)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(f"{slug}: {_ballots(result.ballots)} counted again, the same result {result.digest}")


def counted_or_fail(round: Round) -> Result:
    """The frozen result of this round; ends the command when it is not counted yet."""
    result = result_of(round)
    if result is None:
        words = f"“{round.slug}” is not counted yet; `flask round close {round.slug}` ends and counts it now"
        raise click.ClickException(words)
    return result


def _ballots(number: int) -> str:
    return f"{number:,} ballot{'' if number == 1 else 's'}"
