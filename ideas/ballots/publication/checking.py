"""What `flask record verify` asks of published files: that they are the ones that were published."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from governance.record.canonical import digest
from governance.record.entry import RecordEntry
from governance.record.verifying import check
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.shelf import AT_ONCE, folder_of
from ideas.rounds.round import Round
from kernel.database import db


@check("publications")
def publication_faults() -> list[str]:
    """Files with other contents than those published, and facts of which the record does not tell, by the round's slug.

    A file that is not there is no fault: publishing again makes it.
    """
    rows = select(Publication, Round.slug).join(Round, Round.id == Publication.round_id).order_by(Publication.round_id)
    published = rows.where(Publication.facts.is_not(None))
    return [f"{slug}: {words}" for one, slug in db.session.execute(published) for words in _faults(one, slug)]


def _faults(publication: Publication, slug: str) -> list[str]:
    folder = folder_of(publication.digest)
    found = [
        f"{name} is not the file that was published"
        for name, (was, _) in publication.files.items()
        if (folder / name).exists() and _digest(folder / name) != was
    ]
    told = select(RecordEntry).where(RecordEntry.kind == "ballots.published", RecordEntry.subject == f"round:{slug}")
    if [line.payload.get("facts") for line in db.session.scalars(told)] != [digest(publication.facts)]:
        found.append("the public record tells of other facts than those published")
    return found


def _digest(path: Path) -> str:
    hashed = sha256()
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            hashed.update(part)
    return hashed.hexdigest()
