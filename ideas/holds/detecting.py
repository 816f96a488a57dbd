"""Holding what the detector finds: each finding with its facts, each vote once, each voter told why and how to answer.

It looks at running rounds every hour, and once more right before votes are set apart at their close.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from governance.charter.values import value
from governance.record.recording import record
from ideas.holds.counted import set_apart
from ideas.holds.detector.facts import Suspicion
from ideas.holds.detector.looking import suspicions
from ideas.holds.eligibility import deadline
from ideas.holds.hold import Finding, Hold, HoldLook
from ideas.holds.reason import SHORT_REASONS, VoteKind
from ideas.holds.telling import tell_held
from ideas.holds.watching import crowd_of
from ideas.rounds.phase import Phase
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db, now_by_the_database

EVERY = timedelta(hours=1)
ANSWER_KEY = "votes.answer-days"
VOTING = {Phase.PROPOSING: VoteKind.SUPPORT, Phase.REFINING: VoteKind.SUPPORT, Phase.BALLOTING: VoteKind.BALLOT}
NAMES = {VoteKind.SUPPORT: "supports", VoteKind.BALLOT: "ballots"}


def look_at_running() -> None:
    """Look at the votes of every running round that nobody looked at for an hour. A clock tick."""
    at = now_by_the_database()
    running = select(Round).where(Round.proposing_at <= at, Round.closes_at > at, Round.imported_from.is_(None))
    for round in db.session.scalars(running.order_by(Round.id)).all():
        look(round, VOTING[round.phase(at)], at, unless_since=at - EVERY)


def look(round: Round, kind: VoteKind, at: datetime, unless_since: datetime | None = None) -> list[Finding]:
    """Hold what is suspicious among the round's votes of this kind now, unless somebody looked at them since then.

    Returns the new findings. Whoever looks at the same votes at the same time waits, and finds them judged. `at` is a moment
    before the votes are read: noted later, a look across the close would stand for the last one, which sees every vote.
    """
    looked = insert_unless_there(HoldLook).values(round_id=round.id, kind=kind, at=at)
    due = None if unless_since is None else HoldLook.at < unless_since
    noted = looked.on_conflict_do_update(
        index_elements=["round_id", "kind"], set_={"at": looked.excluded.at}, where=due
    )
    if db.session.scalar(noted.returning(HoldLook.round_id)) is None:
        return []
    judged = select(Hold.member_id).where(Hold.round_id == round.id, Hold.kind == kind)
    already = frozenset(db.session.scalars(judged))
    return [_hold(round, kind, suspicion) for suspicion in suspicions(crowd_of(round, kind), already)]


def close_votes(round: Round, kind: VoteKind) -> None:
    """Look for the last time, then fix which votes of this kind are not counted. Once, under the round's lock."""
    _look_at_the_close(round, kind)
    set_apart(round, kind)


def waits_until(round: Round, at: datetime) -> datetime | None:
    """Until when the count of a closed round waits, because ballots were held shortly before and their owners may answer.

    Looks for the last time, too. None when it need not wait; never longer than the charter's time after the close.
    """
    _look_at_the_close(round, VoteKind.BALLOT)
    latest = last_answer(round)
    until = min(latest, round.closes_at + timedelta(days=value(ANSWER_KEY))) if latest else at
    return until if until > at else None


def last_answer(round: Round) -> datetime | None:
    """Until when somebody whose ballot is held may answer; None when none is."""
    open_ = Hold.released_at.is_(None) & Hold.invalidated_at.is_(None)
    ballots = (Hold.round_id == round.id, Hold.kind == VoteKind.BALLOT, open_)
    found: datetime | None = db.session.scalar(select(func.max(Hold.answer_until)).where(*ballots))
    return found


def _look_at_the_close(round: Round, kind: VoteKind) -> None:
    """Votes cannot change after their close, so one look from then on is the last."""
    if round.imported_from is None:
        look(round, kind, now_by_the_database(), unless_since=deadline(round, kind))


def _hold(round: Round, kind: VoteKind, suspicion: Suspicion) -> Finding:
    finding = Finding(round_id=round.id, kind=kind, reason=suspicion.reason, facts=suspicion.facts, found_at=now())
    db.session.add(finding)
    db.session.flush()
    until = now() + timedelta(days=value(ANSWER_KEY))
    holds = [
        Hold(
            finding_id=finding.id, round_id=round.id, kind=kind, member_id=member_id, held_at=now(), answer_until=until
        )
        for member_id in sorted(suspicion.members)
    ]
    db.session.add_all(holds)
    db.session.flush()
    record(
        "vote.held",
        f"round:{round.slug}",
        private={"finding": finding.id, "members": [hold.member_id for hold in holds]},
        words=f"{round.title}: some {NAMES[kind]} are held for checking ({SHORT_REASONS[suspicion.reason]}).",
        url=f"/rounds/{round.slug}",
        votes=kind.value,
        reason=suspicion.reason.value,
    )
    tell_held(round, holds)
    return finding
