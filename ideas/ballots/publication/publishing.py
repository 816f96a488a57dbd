"""After the count of a round with enough voters its ballots are published: once, by the worker, with the record's word for
them. Of a round with fewer than the charter asks for, none ever are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from governance.charter.values import value
from governance.record.canonical import digest
from governance.record.checkpoint import RecordCheckpoint
from governance.record.checkpointing import checkpoint
from governance.record.proving import checkpoint_over
from governance.record.recording import record
from ideas.ballots.inputs import ballot_line, ballots_of, heading, inputs_of
from ideas.ballots.publication import sheets, spelling
from ideas.ballots.publication.facts import entrants_then, facts_of
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.shelf import Draft, folder_of
from ideas.ballots.publication.vouching import vouched
from ideas.ballots.queries import result_of
from ideas.ballots.result import Result
from ideas.events import RoundCounted
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, lock, transaction
from kernel.outbox import delivers, post

MINIMUM = "publication.minimum-voters"
PATIENCE = timedelta(hours=1)  # the first message is given so long before another is posted


@dataclass(frozen=True)
class Counted:
    """A counted round with all that publishing it needs; the result's lines are loaded."""

    round: Round
    result: Result
    facts: dict[str, Any]


def ask_to_publish(event: RoundCounted) -> None:
    """Leave it to the worker."""
    post("round.publish", key=f"round-publish:{event.round_id}", round_id=event.round_id)


def ask_again() -> None:
    """Once a day, leave to the worker what it gave up on or what was lost since: counted rounds without a publication, and
    published ones without their files. A clock tick.
    """
    at = now()
    missing = select(Result.round_id).where(Result.counted_at < at - PATIENCE)
    missing = missing.where(Result.round_id.not_in(select(Publication.round_id)))
    published = select(Result.round_id, Result.digest).join(Publication, Publication.round_id == Result.round_id)
    rows = db.session.execute(published.where(Publication.checkpoint_size.is_not(None)))
    lost = [round_id for round_id, digest in rows if not folder_of(digest).exists()]
    for round_id in [*db.session.scalars(missing), *lost]:
        post("round.publish", key=f"round-publish:{round_id}:{at:%Y-%m-%d}", round_id=round_id)


@delivers("round.publish", "Publishing a round’s ballots")
def publish_round(round_id: int) -> None:
    """Publish a counted round, or make its files again when they are not there. Doing it twice changes nothing."""
    round = db.session.get_one(Round, round_id)
    result = result_of(round)
    publication = db.session.get(Publication, round_id)
    if result is None or publication is not None and not publication.is_published:
        return
    if publication is not None:
        if not folder_of(publication.digest).exists():
            remake(round, result, publication)
    elif result.ballots < value(MINIMUM):
        _withhold(round, result)
    else:
        _publish(Counted(round, result, facts_of(round, result)))


def remake(round: Round, result: Result, publication: Publication) -> None:
    """The same files again, byte for byte. Raises ValueError when what is stored no longer gives them."""
    over = checkpoint_over(publication.checkpoint_size)
    if over is None or publication.facts is None:
        raise ValueError(f"{round.slug} was never published")
    with Draft(folder_of(publication.digest)) as draft:
        counted = Counted(round, result, publication.facts)
        _write_ballots(draft, counted)
        _write_record(draft, round, over)
        if draft.finish() != publication.files:
            raise ValueError(f"{round.slug}: what is stored now is not what was published")
        draft.place()


def _withhold(round: Round, result: Result) -> None:
    with transaction():
        lock(round)
        if db.session.get(Publication, round.id) is not None:
            return
        minimum = value(MINIMUM)
        words = f"{round.title}: fewer than {minimum} voters, so no ballots are published."
        page = f"/rounds/{round.slug}/recount"
        record("ballots.withheld", f"round:{round.slug}", words=words, url=page, minimum=minimum)
        db.session.add(Publication(round_id=round.id, ballots=result.ballots, minimum=minimum))


def _publish(counted: Counted) -> None:
    round, result = counted.round, counted.result
    with Draft(folder_of(result.digest)) as draft:
        _write_ballots(draft, counted)
        with transaction():
            lock(round)
            if db.session.get(Publication, round.id, populate_existing=True) is not None:
                return
            minimum = value(MINIMUM)
            over = _put_on_record(counted)
            _write_record(draft, round, over)
            row = Publication(round_id=round.id, ballots=result.ballots, minimum=minimum, facts=counted.facts)
            row.checkpoint_size, row.files = over.size, draft.finish()
            db.session.add(row)
        draft.place()


def _put_on_record(counted: Counted) -> RecordCheckpoint:
    round, result = counted.round, counted.result
    record(
        "ballots.published",
        f"round:{round.slug}",
        words=f"{round.title}: {result.ballots:,} ballots published without names, for anybody to count again.",
        url=f"/rounds/{round.slug}/recount",
        ballots=result.ballots,
        digest=result.digest,
        facts=digest(counted.facts),
    )
    over = checkpoint(told=True)
    if over is None:
        raise LookupError("a record with a line in it has a checkpoint")
    return over


def _write_ballots(draft: Draft, counted: Counted) -> None:
    """All that needs no word of the record; the ballots are read from what is stored, in the order of their receipts."""
    round, facts = counted.round, counted.facts
    entrants = entrants_then(round, counted.result)
    sealed = [heading(round, entrants).decode()]
    draft.write("ballots.txt", sealed)
    draft.write("ballots.txt", (_line(round, *ballot) for ballot in ballots_of(round, entrants)))
    draft.write("ballots.json", [spelling.head(facts)])
    lines = (_line(round, *ballot).removesuffix("\n") for ballot in ballots_of(round, entrants))
    draft.write("ballots.json", spelling.ballots(lines))
    draft.write("ballots.csv", sheets.ballots_csv(facts, ballots_of(round, entrants)))
    draft.write("finalists.csv", [sheets.finalists_csv(facts)])
    inputs = inputs_of(round, [one.concept_id for one in entrants if not one.standing])
    draft.write("ballots.pb", [sheets.pabulib(facts, inputs)])


def _write_record(draft: Draft, round: Round, over: RecordCheckpoint) -> None:
    draft.write("ballots.json", [spelling.tail(*vouched(round, over))])


def _line(round: Round, receipt: str, marks: Any) -> str:
    return ballot_line(round.ballot_kind, receipt, marks).decode()
