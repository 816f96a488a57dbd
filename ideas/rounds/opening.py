"""Staff or a steward put a question to a forum. A brief answers every standing signal of the forum: picked, or not picked
for a reason that stays on the forum's page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from governance.record.recording import record
from ideas.forums.forum import Forum
from ideas.forums.slug import fit_slug, free_slug
from ideas.rounds.policy import may_change_brief, may_open_round
from ideas.rounds.queries import standing_signals
from ideas.rounds.round import Round
from ideas.rounds.rule_words import rule_in_short
from ideas.rounds.signal import RoundSignal, Signal
from ideas.rounds.terms import RoundTerms, check_timetable, write, write_rule
from ideas.rounds.turning import turn
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


@dataclass(frozen=True)
class SignalAnswers:
    """Which signals the brief picks, and why it does not pick the others: {signal id: reason}."""

    picked: frozenset[int] = frozenset()
    reasons: Mapping[int, str] = field(default_factory=dict)


NO_ANSWERS = SignalAnswers()


def open_round(
    actor: Member,
    forum: Forum,
    terms: RoundTerms,
    answers: SignalAnswers = NO_ANSWERS,
    imported_from: str | None = None,
) -> Round:
    """A new round in a forum whose stewards are loaded; it announces itself at once. An imported one may lie in the past,
    and owes the forum's signals no answer: it was asked elsewhere.

    Raises RuleBroken on the field that does not fit.
    """
    at = now()
    lock(forum)  # nobody closes it meanwhile
    require(may_open_round(actor, forum, at))
    if imported_from is None:
        check_timetable(terms.timetable, at)
    round = Round(forum=forum, signals=[], opened_by=actor.id, opened_at=at, imported_from=imported_from)
    write_rule(round, terms.rule)
    write(round, terms)
    round.slug = fit_slug(Round, terms.slug) if terms.slug else free_slug(Round, round.title)
    round.timetable = terms.timetable
    db.session.add(round)
    db.session.flush()
    if imported_from is None:
        answer_signals(actor, round, answers)
    record(
        "round.opened",
        f"round:{round.slug}",
        actor=actor,
        words=f"A round was opened in {forum.name}: {round.title}.",
        **facts(round),
        seed_commitment=round.seed_commitment,
    )
    _fix_rule(round)
    turn(round, at)
    return round


def _fix_rule(round: Round) -> None:
    record(
        "rule.fixed",
        f"round:{round.slug}",
        words=f"How the winners of {round.title} are chosen is fixed: {rule_in_short(round.rule)}.",
        url=f"/rounds/{round.slug}#rule",
        **round.rule.facts,
    )


def change_brief(actor: Member, round: Round, terms: RoundTerms, answers: SignalAnswers) -> None:
    """New words and answers, until proposing begins. Dates are changed by rescheduling only, and the rule never.

    The round's forum with its stewards, and its signals, must be loaded.
    """
    require(may_change_brief(actor, round, now()))
    write(round, terms)
    answer_signals(actor, round, answers)
    words = f"The brief of {round.title} was changed."
    record("round.changed", f"round:{round.slug}", actor=actor, words=words, **facts(round))


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


def _reason(signal: Signal, answers: SignalAnswers) -> str:
    reason = answers.reasons.get(signal.id, "").strip()
    if not reason:
        raise RuleBroken(f"Pick “{signal.statement}”, or say why this round does not answer it.", f"reason_{signal.id}")
    return reason


def facts(round: Round) -> dict[str, Any]:
    """What the public record keeps of a round's terms."""
    return {
        "title": round.title,
        "url": f"/rounds/{round.slug}",
        "finalists_limit": round.finalists_limit,
        "timetable": [moment.isoformat() for moment in round.timetable.moments],
        "signals_picked": sorted(answer.signal_id for answer in round.signals if answer.picked),
    }
