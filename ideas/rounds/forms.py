"""What a round's forms ask. Dates are typed in the keeper's own zone and kept in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from wtforms import BooleanField, DateTimeLocalField
from wtforms.validators import InputRequired, Length, Optional

from governance.charter.values import value
from ideas.rounds.answering import SignalAnswers
from ideas.rounds.phase import Timetable
from ideas.rounds.rescheduling import MOMENTS, REASON_LENGTH
from ideas.rounds.round import TITLE_LENGTH, Round
from ideas.rounds.rule import RoundRule
from ideas.rounds.rule_form import RuleForm, rule_of
from ideas.rounds.signal import CLOSING_LENGTH, EVIDENCE_LENGTH, STATEMENT_LENGTH, Signal
from ideas.rounds.terms import EXCLUSIONS_LENGTH, RoundTerms
from kernel.forms import Form, Line, Marked, Prose, Whole
from kernel.markup import LONGEST
from kernel.moments import zone_named

NEEDED = "Give a date and a time."
USUAL = {
    "slots": "round.slots",
    "finalists_limit": "round.finalists",
    "choices_limit": "ballot.choices",
    "points": "ballot.points",
    "minimum_votes": "votes.minimum",
}


class Dates(Form):
    """Four moments as typed. The zone's name is in the hint of the page."""

    proposing_at = DateTimeLocalField("Proposing begins", [InputRequired(NEEDED)])
    refining_at = DateTimeLocalField("Refining begins", [InputRequired(NEEDED)])
    balloting_at = DateTimeLocalField("Balloting begins", [InputRequired(NEEDED)])
    closes_at = DateTimeLocalField("The round closes", [InputRequired(NEEDED)])

    def timetable(self, zone: str, was: Timetable | None = None) -> Timetable:
        """The moments in UTC. One that was not touched keeps its seconds; one that was not asked for stays."""
        before = was.moments if was else (None,) * len(MOMENTS)
        typed = [self[name].data if name in self else None for name in MOMENTS]
        return Timetable(*(_moment(one, zone, stays) for one, stays in zip(typed, before, strict=True)))


def _moment(typed: datetime | None, zone: str, was: datetime | None) -> datetime:
    if was is not None and (typed is None or typed == local(was, zone)):
        return was
    if typed is None:
        raise ValueError("an asked-for moment is missing")
    return typed.replace(tzinfo=zone_named(zone))


def local(at: datetime, zone: str) -> datetime:
    """A moment as its field shows it: the zone's wall clock, to the minute."""
    return at.astimezone(zone_named(zone)).replace(tzinfo=None, second=0, microsecond=0)


def dates_of(timetable: Timetable, zone: str) -> dict[str, datetime]:
    """What the date fields show."""
    return {name: local(at, zone) for name, at in zip(MOMENTS, timetable.moments, strict=True)}


def usual_round(at: datetime, zone: str) -> dict[str, Any]:
    """A first suggestion, by the charter: dates from tomorrow nine o'clock on, winners, finalists, choices."""
    begins = local(at + timedelta(days=1), zone).replace(hour=9, minute=0)
    spans = [value(f"round.{phase}-days") for phase in ("proposing", "refining", "balloting")]
    days = [sum(spans[:number]) for number in range(len(MOMENTS))]
    dates = {name: begins + timedelta(days=after) for name, after in zip(MOMENTS, days, strict=True)}
    numbers = {field: value(key) for field, key in USUAL.items()}
    return dates | numbers


class Words(Form):
    """What a round asks for, and what it does not want."""

    brief = Marked(
        "Brief",
        [InputRequired("Write the brief."), Length(max=LONGEST)],
        description="What you ask for, for whom, and what a good answer looks like. Markdown works.",
    )
    exclusions = Prose(
        "Not wanted",
        [Length(max=EXCLUSIONS_LENGTH)],
        description="What would be rejected, with the reason, so that nobody works in vain.",
    )


class BriefForm(Words):
    """The words of a round. `with_signals` adds the fields for the forum's standing signals."""

    title = Line("Question", [InputRequired("Put the question in a few words."), Length(max=TITLE_LENGTH)])
    finalists_limit = Whole(
        "Finalists",
        [Optional()],
        description="So many go to the ballot at most, those with most supports. Empty: all of them.",
    )

    def terms(self, timetable: Timetable, rule: RoundRule) -> RoundTerms:
        """What was typed, for the act."""
        return RoundTerms(
            title=self.title.data or "",
            brief=self.brief.data or "",
            timetable=timetable,
            rule=rule,
            exclusions=self.exclusions.data or "",
            finalists_limit=self.finalists_limit.data,
        )

    def answers(self, signals: Any) -> SignalAnswers:
        """Which of these signals were picked, and why not the others."""
        picked = frozenset(signal.id for signal in signals if self[f"pick_{signal.id}"].data)
        return SignalAnswers(picked, {signal.id: self[f"reason_{signal.id}"].data or "" for signal in signals})


class RoundForm(BriefForm, RuleForm, Dates):
    """A new round: words, rule and dates."""


class CorrectionForm(BriefForm, RuleForm):
    """An announced round: its words and its rule. Its dates have a form of their own."""


class AmendmentForm(Words):
    """Other words for a brief that people work to."""

    reason = Prose(
        "Reason",
        [InputRequired("Say why: people work to this brief."), Length(max=REASON_LENGTH)],
        description="Everybody can read it beside the words that stood here before, and those who take part are told.",
    )


class WithdrawalForm(Form):
    """Why a round is taken back."""

    reason = Prose(
        "Reason",
        [InputRequired("Say why: people planned to take part."), Length(max=REASON_LENGTH)],
        description="Everybody can read it, and those who were told of the round are told.",
    )


def with_signals(form: type[BriefForm], signals: Any) -> type[BriefForm]:
    """The same form with a tick and a reason for each signal."""
    asked: dict[str, Any] = {}
    for signal in signals:
        asked[f"pick_{signal.id}"] = BooleanField(signal.statement)
        asked[f"reason_{signal.id}"] = Line("If not, why not this time?", [Length(max=500)])
    return type(form.__name__, (form,), asked)


def reasons_of(reasons: Mapping[int, str]) -> dict[str, str]:
    """What the reasons' fields of a new brief show: the last one given for each signal."""
    return {f"reason_{signal_id}": reason for signal_id, reason in reasons.items()}


def brief_of(round: Round) -> dict[str, Any]:
    """What the brief's form shows of a round whose signals are loaded."""
    shown: dict[str, Any] = {"title": round.title, "brief": round.brief_source, "exclusions": round.exclusions}
    shown |= {"finalists_limit": round.finalists_limit, **rule_of(round.rule)}
    for answer in round.signals:
        shown |= {f"pick_{answer.signal_id}": answer.picked, f"reason_{answer.signal_id}": answer.reason}
    return shown


class TimetableForm(Dates):
    """New dates and the reason for them."""

    reason = Prose(
        "Reason",
        [InputRequired("Say why: people planned by these dates."), Length(max=REASON_LENGTH)],
        description="Everybody can read it, and those who take part are told.",
    )


class EndPhaseForm(Form):
    """Why the next phase begins now."""

    reason = Prose("Reason for ending it now", [InputRequired("Say why."), Length(max=REASON_LENGTH)])


class SignalForm(Form):
    """A new signal."""

    statement = Line(
        "What should change",
        [InputRequired("State what should change."), Length(max=STATEMENT_LENGTH)],
        description="One sentence, such as: the strap cuts into the shoulder.",
    )
    evidence = Prose(
        "Evidence",
        [InputRequired("Give the evidence."), Length(max=EVIDENCE_LENGTH)],
        description="How many people say so, and where: counts, quotes, links.",
    )


class SignalClosingForm(Form):
    """Why a signal is settled."""

    reason = Prose(
        "Reason",
        [InputRequired("Say why it is settled."), Length(max=CLOSING_LENGTH)],
        description="Everybody reads it beside the signal, such as: fixed in batch 2.",
    )


def past_fields(form: Dates, timetable: Timetable, at: datetime) -> None:
    """Leave out of the form the moments that have come: they stay as they are."""
    for name, moment in zip(MOMENTS, timetable.moments, strict=True):
        if moment <= at and name in form:
            del form[name]


def signals_asked(form: BriefForm, signals: list[Signal]) -> list[tuple[Signal, Any, Any]]:
    """Each signal with its two fields, for the page."""
    return [(signal, form[f"pick_{signal.id}"], form[f"reason_{signal.id}"]) for signal in signals]
