"""A brief answers every standing signal of its forum: picked, or not picked for a reason that stays on the forum's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ideas.rounds.queries import standing_signals
from ideas.rounds.round import Round
from ideas.rounds.signal import RoundSignal, Signal
from kernel.clock import now
from kernel.database import db
from kernel.rules import RuleBroken
from members.accounts.member import Member


@dataclass(frozen=True)
class SignalAnswers:
    """Which signals the brief picks, and why it does not pick the others: {signal id: reason}."""

    picked: frozenset[int] = frozenset()
    reasons: Mapping[int, str] = field(default_factory=dict)


NO_ANSWERS = SignalAnswers()


def answer_signals(actor: Member, round: Round, answers: SignalAnswers) -> None:
    """Store what the brief says to each standing signal. Raises RuleBroken when one is neither picked nor given a reason."""
    given = {answer.signal_id: answer for answer in round.signals}
    for signal in standing_signals(round.forum_id, round.id):
        picked = signal.id in answers.picked
        reason = "" if picked else _reason(signal, answers)
        answer = given.get(signal.id) or RoundSignal(signal_id=signal.id)
        answer.picked, answer.reason = picked, reason
        answer.decided_by, answer.decided_at = actor.id, now()
        if answer not in round.signals:
            round.signals.append(answer)
    db.session.flush()


def check_answers(signals: Sequence[Signal], answers: SignalAnswers) -> None:
    """Raise RuleBroken on the first of these signals that is neither picked nor given a reason."""
    for signal in signals:
        if signal.id not in answers.picked:
            _reason(signal, answers)


def _reason(signal: Signal, answers: SignalAnswers) -> str:
    reason = answers.reasons.get(signal.id, "").strip()
    if not reason:
        raise RuleBroken(f"Pick “{signal.statement}”, or say why this round does not answer it.", f"reason_{signal.id}")
    return reason
