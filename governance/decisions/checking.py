"""What `flask record verify` asks of decisions: each asks what the record says it asked; each closed one says what its line
in the record says, and its votes are those that were sealed and still add up.
"""

from __future__ import annotations

from sqlalchemy import select

from governance.decisions.closing import BESIDE, KIND, count
from governance.decisions.decision import Decision
from governance.decisions.outcome import DecisionOutcome
from governance.decisions.terms import OPENED, is_as_recorded
from governance.decisions.vote import DecisionVote
from governance.record.entry import RecordEntry
from governance.record.sealing import broken_seals, seal
from governance.record.verifying import check
from kernel.database import db


@check("decisions")
def decision_faults() -> list[str]:
    """Every decision that asks something else than when it was opened, every outcome or vote that was changed since the
    close, and every decision of which one of the two is gone.
    """
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == KIND).order_by(RecordEntry.seq)).all()
    outcomes = {f"decision:{one.decision_id}": one for one in db.session.scalars(select(DecisionOutcome))}
    faults = [words for line in lines for words in _faults(line, outcomes.pop(line.subject, None))]
    faults += [f"{subject} is closed and the record does not say so" for subject in outcomes]
    return faults + _asked_otherwise()


def _asked_otherwise() -> list[str]:
    found = {f"decision:{one.id}": one for one in db.session.scalars(select(Decision).order_by(Decision.id))}
    asked = db.session.scalars(select(RecordEntry.subject).where(RecordEntry.kind == OPENED)).all()
    gone = [f"{subject.replace(':', ' ')} was opened and is not there" for subject in asked if subject not in found]
    changed = [one for one in found.values() if not is_as_recorded(one)]
    return gone + [f"decision {one.id} does not ask what the record says it asked" for one in changed]


def _faults(line: RecordEntry, outcome: DecisionOutcome | None) -> list[str]:
    name = line.subject.replace(":", " ")
    if outcome is None:
        return [f"{name} was closed by line {line.seq} and is not"]
    faults = []
    counted = (outcome.yes, outcome.no, outcome.abstain)
    if (*counted, line.seq) != (*map(line.payload.get, ("yes", "no", "abstain")), outcome.record_seq):
        faults.append(f"{name} does not say what line {line.seq} says")
    if count(outcome.decision_id) != counted:
        faults.append(f"the votes of {name} are not those that were counted")
    now = {
        "votes": seal(DecisionVote, DecisionVote.decision_id == outcome.decision_id),
        "outcome": seal(DecisionOutcome, DecisionOutcome.decision_id == outcome.decision_id, beside=BESIDE),
    }
    return faults + [f"{name}: {words}" for words in broken_seals(KIND, line.subject, now)]
