"""Closing a decision: counted once, under its lock, by the clock read after it. What passed is carried out by itself,
at once or when its cooling-off has run.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from governance.decisions.decision import Decision
from governance.decisions.kinds import kind_of
from governance.decisions.majority import passes
from governance.decisions.notifying import tell
from governance.decisions.outcome import DecisionEffect, DecisionOutcome
from governance.decisions.terms import is_as_recorded
from governance.decisions.vote import Choice, DecisionVote
from governance.events import DecisionFailed, DecisionPassed
from governance.record.recording import record
from governance.record.sealing import PART, seal, seal_of
from kernel.database import db, lock, now_by_the_database
from kernel.events import publish
from kernel.jobs import each
from kernel.rules import RuleBroken

KIND = "decision.closed"
BESIDE = ("record_seq",)  # known only once the line that seals the outcome is there


def close(decision: Decision) -> DecisionOutcome:
    """Count the votes and freeze the outcome, or answer with the one there is. Raises RuleBroken before the close."""
    lock(decision)
    frozen: DecisionOutcome | None = db.session.get(DecisionOutcome, decision.id)
    if frozen is not None:
        return frozen
    at = now_by_the_database()
    if at < decision.closes_at:
        raise RuleBroken("Voting is still open; it is counted once it has closed.")
    yes, no, abstain = count(decision.id)
    passed = passes(yes, no, abstain, decision.quorum, decision.majority_percent)
    outcome = DecisionOutcome(decision_id=decision.id, yes=yes, no=no, abstain=abstain, passed=passed, closed_at=at)
    outcome.takes_effect_at = at + decision.cooling_off if passed else at
    _record(decision, outcome)
    decision.is_open = False
    db.session.add(outcome)
    db.session.flush()
    if not passed:
        publish(DecisionFailed(decision.id, decision.kind, decision.subject))
    elif outcome.takes_effect_at <= at:
        carry_out(decision)
    else:
        tell(decision.id, "cooling off")
    return outcome


def count(decision_id: int) -> tuple[int, int, int]:
    """How many said yes, no and abstained. For the close, and for whoever checks it later."""
    rows = select(DecisionVote.choice, func.count()).where(DecisionVote.decision_id == decision_id)
    found = {row[0]: row[1] for row in db.session.execute(rows.group_by(DecisionVote.choice))}
    return found.get(Choice.YES, 0), found.get(Choice.NO, 0), found.get(Choice.ABSTAIN, 0)


def carry_out(decision: Decision) -> None:
    """Do what a passed decision says, once; twice changes nothing. One that was changed past the members waits."""
    lock(decision)
    if db.session.get(DecisionEffect, decision.id) is not None or not is_as_recorded(decision):
        return
    db.session.add(DecisionEffect(decision_id=decision.id, at=now_by_the_database()))
    db.session.flush()
    enact = kind_of(decision).enact
    if enact is not None:
        enact(decision)
    publish(DecisionPassed(decision.id, decision.kind, decision.subject))


def close_due() -> None:
    """Count every decision whose close has come. A clock tick."""
    over = Decision.closes_at <= now_by_the_database()
    due = select(Decision).where(Decision.is_open, over).order_by(Decision.closes_at)
    each(db.session.scalars(due).all(), close)


def carry_out_due() -> None:
    """Carry out every passed decision whose cooling-off has run. A clock tick."""
    done = select(DecisionEffect.decision_id)
    run = DecisionOutcome.takes_effect_at <= now_by_the_database()
    due = (
        select(DecisionOutcome)
        .where(DecisionOutcome.passed, run, DecisionOutcome.decision_id.not_in(done))
        .order_by(DecisionOutcome.takes_effect_at, DecisionOutcome.decision_id)
        .options(joinedload(DecisionOutcome.decision))
    )
    each([outcome.decision for outcome in db.session.scalars(due).all()], carry_out)


def _record(decision: Decision, outcome: DecisionOutcome) -> None:
    end = "passed" if outcome.passed else "did not pass"
    votes = seal(DecisionVote, DecisionVote.decision_id == decision.id)
    line = record(
        KIND,
        f"decision:{decision.id}",
        private={PART: {"votes": votes, "outcome": seal_of(outcome, BESIDE)}},
        words=f"Decision {decision.id} {end}: {outcome.yes} yes, {outcome.no} no, {outcome.abstain} abstained.",
        url=decision.path,
        decides=decision.kind,
        about=decision.subject,
        yes=outcome.yes,
        no=outcome.no,
        abstain=outcome.abstain,
        quorum=decision.quorum,
        majority_percent=decision.majority_percent,
        passed=outcome.passed,
    )
    outcome.record_seq = line.seq
