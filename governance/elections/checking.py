"""What `flask record verify` asks of elections: their ballots and results are those that were sealed when they were counted,
and give the digest that the record tells.
"""

from __future__ import annotations

from sqlalchemy import select

from governance.elections.closing import BESIDE, KIND, contest_of, digest_of, vote_seals
from governance.elections.election import Election
from governance.elections.result import ElectionResult
from governance.record.entry import RecordEntry
from governance.record.sealing import broken_seals, seal
from governance.record.verifying import check
from kernel.database import db


@check("elections")
def election_faults() -> list[str]:
    """Every counted election whose roll, ballots or result were changed since, and every one that is gone."""
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == KIND).order_by(RecordEntry.seq)).all()
    rows = select(Election, ElectionResult).join(ElectionResult, ElectionResult.election_id == Election.id)
    counted = {f"election:{row[0].id}": (row[0], row[1]) for row in db.session.execute(rows)}
    faults = [words for line in lines for words in _faults(line, counted.pop(line.subject, None))]
    return faults + [f"{subject} is counted and the record does not say so" for subject in counted]


def _faults(line: RecordEntry, counted: tuple[Election, ElectionResult] | None) -> list[str]:
    name = line.subject.replace(":", " ")
    if counted is None:
        return [f"{name} was counted by line {line.seq} and is not"]
    election, result = counted
    faults, told = [], line.payload.get("digest")
    if result.record_seq != line.seq or told and digest_of(election, contest_of(election)) != told:
        faults.append(f"{name} is not the one that line {line.seq} counted")
    own = seal(ElectionResult, ElectionResult.election_id == election.id, beside=BESIDE)
    now = {**vote_seals(election.id), "result": own}
    return faults + [f"{name}: {words}" for words in broken_seals(KIND, line.subject, now)]
