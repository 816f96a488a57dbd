"""What `flask record verify` asks of elections: they stand as they were opened, their ballots and results are those that were
sealed when they were counted, and give the digest that the record tells.
"""

from __future__ import annotations

from sqlalchemy import func, select

from governance.elections.closing import BESIDE, KIND, contest_of, digest_of, vote_seals
from governance.elections.election import Election, ElectionRoll
from governance.elections.result import ElectionResult
from governance.record.entry import RecordEntry
from governance.record.sealing import broken_seals, seal
from governance.record.verifying import check
from governance.seed import commitment
from kernel.database import db

OPENED = "election.opened"


@check("elections")
def election_faults() -> list[str]:
    """Every counted election whose roll, ballots or result were changed since, and every one that is gone."""
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == KIND).order_by(RecordEntry.seq)).all()
    rows = select(Election, ElectionResult).join(ElectionResult, ElectionResult.election_id == Election.id)
    counted = {f"election:{row[0].id}": (row[0], row[1]) for row in db.session.execute(rows)}
    faults = [words for line in lines for words in _faults(line, counted.pop(line.subject, None))]
    faults += [f"{subject} is counted and the record does not say so" for subject in counted]
    return faults + _opened_otherwise()


def _opened_otherwise() -> list[str]:
    elections = {f"election:{one.id}": one for one in db.session.scalars(select(Election))}
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == OPENED).order_by(RecordEntry.seq)).all()
    faults = [
        f"{line.subject.replace(':', ' ')} is not as line {line.seq} opened it"
        for line in lines
        if not _is_as_opened(elections.pop(line.subject, None), line)
    ]
    return faults + [f"{subject} is open and the record does not say so" for subject in elections]


def _is_as_opened(election: Election | None, line: RecordEntry) -> bool:
    if election is None:
        return False
    now = {name: getattr(election, name) for name in ("office", "seats", "term_days", "electorate")}
    now |= {"seed_commitment": commitment(election.seed)}
    roll = select(func.count()).select_from(ElectionRoll).where(ElectionRoll.election_id == election.id)
    told = {name: line.payload.get(name) for name in now}
    return told == now and db.session.scalar(roll) == election.electorate


def _faults(line: RecordEntry, counted: tuple[Election, ElectionResult] | None) -> list[str]:
    name = line.subject.replace(":", " ")
    if counted is None:
        return [f"{name} was counted by line {line.seq} and is not"]
    election, result = counted
    faults, told, found = [], line.payload.get("digest"), _digest_now(election)
    if result.record_seq != line.seq or not found or (told and found != told):
        faults.append(f"{name} is not the one that line {line.seq} counted")
    own = seal(ElectionResult, ElectionResult.election_id == election.id, beside=BESIDE)
    now = {**vote_seals(election.id), "result": own}
    return faults + [f"{name}: {words}" for words in broken_seals(KIND, line.subject, now)]


def _digest_now(election: Election) -> str:
    """Empty when a ballot names somebody who no longer stands."""
    try:
        return digest_of(election, contest_of(election))
    except ValueError:
        return ""
