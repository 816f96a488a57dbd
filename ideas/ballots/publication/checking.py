"""What `flask record verify` asks of counted rounds: that their ballots are those that were sealed, recorded and published."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from governance.record.verifying import check
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.shelf import AT_ONCE, folder_of
from ideas.ballots.queries import result_of
from ideas.ballots.recounting import recorded, sealed_inputs
from ideas.ballots.result import Result
from ideas.rounds.round import Round
from kernel.database import db


@check("ballots")
def faults() -> list[str]:
    """What does not agree, in words. Rounds are read one at a time; they are not counted again: `round recount` does."""
    rounds = select(Round).join(Result, Result.round_id == Round.id).order_by(Round.id)
    return [f"{round.slug}: {words}" for round in db.session.scalars(rounds).all() for words in _faults_of(round)]


def _faults_of(round: Round) -> list[str]:
    result, publication = result_of(round), db.session.get(Publication, round.id)
    if result is None:
        return []
    found = []
    if sealed_inputs(round, result).digest != result.digest:
        found.append("the ballots, costs or rule are not those that were counted")
    if recorded(round) != [result.digest]:
        found.append("the result is not the one on the record")
    return found + (_spoiled_files(publication) if publication and publication.is_published else [])


def _spoiled_files(publication: Publication) -> list[str]:
    """Files that are not there are made again at the next publishing, so only other contents are a fault."""
    folder = folder_of(publication.digest)
    return [
        f"{name} is not the file that was published"
        for name, (digest, _) in publication.files.items()
        if (folder / name).exists() and _digest(folder / name) != digest
    ]


def _digest(path: Path) -> str:
    hashed = sha256()
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            hashed.update(part)
    return hashed.hexdigest()
