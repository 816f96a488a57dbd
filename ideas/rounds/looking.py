"""A look at a round before it is opened: what will happen in its own words, and what in it may be a slip of the pen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ideas.forums.forum import Forum
from ideas.holds.ripening import Ripening, too_new_at
from ideas.rounds.answering import SignalAnswers, check_answers
from ideas.rounds.phase import ORDER, Timetable
from ideas.rounds.round import Round
from ideas.rounds.rule import RoundRule
from ideas.rounds.rule_words import ballot_words, winners_words
from ideas.rounds.signal import Signal
from ideas.rounds.terms import RoundTerms, check_timetable, write, write_rule
from kernel.clock import now
from kernel.figures import money_words

MANY = 20  # winners; more than so many is possible, and rarely meant
SHORT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Look:
    """The round as it would be, not stored; `winners` says in a sentence how many there can be."""

    round: Round
    winners: str
    does: str
    rules: Sequence[str]
    doubts: Sequence[str]
    ripening: Ripening | None


def look_over(forum: Forum, terms: RoundTerms, answers: SignalAnswers, signals: Sequence[Signal]) -> Look:
    """What opening this round would mean. Writes nothing; raises RuleBroken where opening would."""
    check_timetable(terms.timetable, now())
    round = Round(forum_id=forum.id, signals=[])
    write_rule(round, terms.rule)
    write(round, terms)
    check_answers(signals, answers)
    round.timetable = terms.timetable
    return Look(
        round,
        winners=_winners(terms.rule),
        does=ballot_words(terms.rule),
        rules=winners_words(terms.rule),
        doubts=[*_doubts_of_winners(terms.rule, terms.finalists_limit), *_doubts_of_dates(terms.timetable)],
        ripening=too_new_at(terms.timetable.balloting_at),
    )


def _winners(rule: RoundRule) -> str:
    if rule.budget_minor is None or rule.usual_cost_minor is None or rule.currency is None:
        return f"{rule.slots} {'concept wins' if rule.slots == 1 else 'concepts win'}."
    paid = rule.budget_minor // rule.usual_cost_minor
    budget, cost = (money_words(minor, rule.currency) for minor in (rule.budget_minor, rule.usual_cost_minor))
    return f"{budget} pays for {paid:,} {'concept' if paid == 1 else 'concepts'} at the usual cost of {cost}."


def _doubts_of_winners(rule: RoundRule, finalists: int | None) -> list[str]:
    if rule.budget_minor is not None and rule.usual_cost_minor is not None:
        paid = rule.budget_minor // rule.usual_cost_minor
        if paid == 0:
            return ["A concept costs more than the whole budget, so nothing can win at the usual cost."]
        if paid > MANY:
            return [f"The budget pays for {paid:,} concepts at the usual cost. Is a nought missing somewhere?"]
    elif rule.slots > MANY:
        return [f"{rule.slots} concepts win, and each of them is owed an assessment."]
    elif finalists is not None and rule.slots >= finalists:
        return ["There are as many winners as finalists, so the ballot decides nothing."]
    return []


def _doubts_of_dates(timetable: Timetable) -> list[str]:
    spans = zip(ORDER[1:], timetable.moments, timetable.moments[1:], strict=False)
    return [
        f"{phase.value.capitalize()} lasts less than a day: {_hours(begins, ends)}."
        for phase, begins, ends in spans
        if timedelta() < ends - begins < SHORT
    ]


def _hours(begins: datetime, ends: datetime) -> str:
    minutes = int((ends - begins).total_seconds()) // 60
    return f"{minutes // 60} h {minutes % 60} min"
