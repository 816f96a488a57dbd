"""`flask round close`, `result` and `recount`: an operator ends a round, reads what came of it, and counts it again."""

from __future__ import annotations

import json
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select

from governance.record.canonical import moment
from ideas.ballots import closing
from ideas.ballots.queries import result_of
from ideas.ballots.recounting import recount
from ideas.ballots.result import Result
from ideas.ballots.sentences import counted, reasons, told
from ideas.rounds.rescheduling import end_now
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, transaction
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
            if not round.is_closed(now()):
                end_now(None, round, why)
            result = closing.close(round)
    except RuleBroken as broken:
        raise click.ClickException(broken.message) from None
    click.echo(f"{round.slug} is closed: {counted(result.ballots, 'ballot')}, result {result.digest}")


@round_group.command("result")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of words.")
def show_result(slug: str, as_json: bool) -> None:
    """Print the frozen result of the round SLUG."""
    round = round_or_fail(slug)
    result = _counted(round)
    if as_json:
        click.echo(json.dumps(facts(round, result)))
        return
    for sentence in told(result.lines, result.slots, result.ballots, result.names):
        click.echo(sentence)
    for line, why in zip(result.lines, reasons(result.lines), strict=True):
        click.echo(f"{line.position:4} {line.votes:6,}  {line.concept.title}  {why}")


@round_group.command("recount")
@click.argument("slug")
def recount_round(slug: str) -> None:
    """Count the stored ballots of the closed round SLUG again; exit 1 when they give anything but the frozen result."""
    round = round_or_fail(slug)
    result = _counted(round)
    faults = recount(round, result)
    for fault in faults:
        click.echo(f"{slug}: {fault}", err=True)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(f"{slug}: {counted(result.ballots, 'ballot')} counted again, the same result {result.digest}")


def _counted(round: Round) -> Result:
    result = result_of(round)
    if result is None:
        words = f"“{round.slug}” is not counted yet; `flask round close {round.slug}` ends and counts it now"
        raise click.ClickException(words)
    return result


def facts(round: Round, result: Result) -> dict[str, Any]:
    """The result for machines. A winner's id is the one it has in the file it was imported from, else its own."""
    return {
        "round": round.slug,
        "rule": result.rule,
        "slots": result.slots,
        "ballots": result.ballots,
        "counted_at": moment(result.counted_at),
        "digest": result.digest,
        "winners": [
            {
                "id": line.concept.external_id or str(line.concept_id),
                "title": line.concept.title,
                "votes": line.votes,
            }
            for line in result.lines
            if line.won
        ],
    }
