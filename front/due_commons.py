"""What staff owe the community: verdicts, held votes, answers to flags; and what of its votes is about to end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, exists, func, select

from front.due_kind import Kind, found_by, some
from governance.charter.enacting import newest_ids
from governance.charter.enactment import Enactment
from governance.charter.rules import RULES
from governance.elections.candidate import Candidate
from governance.elections.election import Election
from governance.juries.jury import Jury
from governance.moderation.flag import Flag
from ideas.ballots.result import Result
from ideas.concepts.concept import Concept
from ideas.holds.hold import Finding, Hold
from ideas.rounds.round import Round
from ideas.viability.assessment import Assessment

ANSWER_WITHIN = timedelta(hours=48)  # a flag
SOON = timedelta(days=3)


def _assessments(at: datetime) -> Select[Any]:
    shown = Assessment.verdict.is_(None) & Concept.hidden_at.is_(None)
    return found_by(Concept.title, Assessment.id, Assessment.due_at).join(Assessment.concept).where(shown)


def _held(counted: bool) -> Select[Any]:
    until = func.min(Hold.answer_until)
    answered_by = case((until > Round.closes_at, until), else_=Round.closes_at)
    is_counted = exists().where(Result.round_id == Round.id)
    return (
        found_by(Round.title, Finding.id, answered_by, func.count(Hold.id))
        .select_from(Hold)
        .join(Finding, Finding.id == Hold.finding_id)
        .join(Round, Round.id == Hold.round_id)
        .where(Hold.released_at.is_(None), Hold.invalidated_at.is_(None), is_counted if counted else ~is_counted)
        .group_by(Finding.id, Round.id)
    )


def _flags(at: datetime) -> Select[Any]:
    asked = select(Flag.kind, func.min(Flag.created_at).label("since")).where(Flag.answered_at.is_(None))
    things = asked.group_by(Flag.kind, Flag.thing_id).subquery()
    kinds = func.min(things.c.kind)
    found = found_by(kinds, kinds, func.min(things.c.since), func.count()).select_from(things)
    return found.having(func.count() > 0)


def _juries(at: datetime) -> Select[Any]:
    return found_by(Jury.title, Jury.id, Jury.closes_at).where(Jury.is_open)


def _emergencies(at: datetime) -> Select[Any]:
    soon = Enactment.lapses_at.between(at, at + SOON)
    return found_by(Enactment.key, Enactment.key, Enactment.lapses_at).where(soon, Enactment.id.in_(newest_ids()))


def _empty_elections(at: datetime) -> Select[Any]:
    stands = Candidate.accepted_at.is_not(None) & Candidate.withdrawn_at.is_(None)
    somebody = select(Candidate.id).where(Candidate.election_id == Election.id, stands).exists()
    waiting = Election.is_open & (Election.voting_at > at)
    return found_by(Election.title, Election.id, Election.voting_at).where(waiting, ~somebody)


def _closing(at: datetime) -> Select[Any]:
    return found_by(Round.title, Round.slug, Round.closes_at).where(Round.closes_at.between(at, at + SOON))


def _value(key: str) -> str:
    return RULES[key].words if key in RULES else key


KINDS = {
    "assessments": Kind(
        _assessments,
        lambda name, _: f"Judge “{name}”",
        "its author and supporters",
        "Assess",
        ("viability.assess", "assessment_id"),
        ("more winners to judge", "viability.index", {}),
    ),
    "held": Kind(
        lambda at: _held(counted=False),
        lambda name, count: f"Judge {some(count, 'held vote', 'held votes')} in “{name}”",
        "those whose votes they are",
        "Judge",
        ("holds.finding", "finding_id"),
        ("more findings of held votes", "holds.index", {}),
    ),
    "held-after": Kind(
        lambda at: _held(counted=True),
        lambda name, count: (
            f"“{name}” is counted: clear {some(count, 'person whose vote is', 'people whose votes are')} held"
        ),
        "those whose votes they are; the result stays as it is",
        "Judge",
        ("holds.finding", "finding_id"),
        ("more findings in counted rounds", "holds.index", {}),
        dated=False,
    ),
    "flags": Kind(
        _flags,
        lambda _, count: f"{some(count, 'flagged thing', 'flagged things').capitalize()} to look at",
        "those who flagged, and those who wrote",
        "Look",
        ("moderation.everything", ""),
        ("more flagged things", "moderation.everything", {}),
        grace=ANSWER_WITHIN,
    ),
    "juries": Kind(
        _juries,
        lambda name, _: f"A jury hears the appeal about “{name}”",
        "its authors; staff have no voice, and owe an answer to the jury's verdict",
        "Read the case",
        ("juries.show", "jury_id"),
        ("more juries", "juries.index", {}),
    ),
    "emergencies": Kind(
        _emergencies,
        lambda name, _: f"Your emergency act lapses: {_value(name)}",
        "the members, who may still confirm it",
        "View",
        ("charter.show", "key"),
        ("more emergency acts", "charter.index", {}),
    ),
    "elections": Kind(
        _empty_elections,
        lambda name, _: f"Nobody stands yet: {name}",
        "the forum's members",
        "Name somebody",
        ("elections.show", "election_id"),
        ("more elections without candidates", "elections.index", {}),
    ),
    "closing": Kind(
        _closing,
        lambda name, _: f"“{name}” closes",
        "those who take part in it",
        "View",
        ("rounds.show", "slug"),
        ("more rounds about to close", "rounds.index", {}),
    ),
}
