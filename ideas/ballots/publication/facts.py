"""Everything that is published of a count but the ballots: rule, seed, costs, what was set apart and why, and the result.

Amounts are minor units, or 1 for a slot; an exact fraction is text, such as "2500/3". No member is named or counted alone.
"""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import and_, func, select

from governance.record.canonical import moment
from ideas.ballots.inputs import Entrant, entrants_of
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.version import ConceptVersion
from ideas.holds.hold import Finding, Hold, UncountedVote
from ideas.holds.reason import Uncounted, VoteKind
from ideas.rounds.round import Round
from kernel.database import db


def entrants_then(round: Round, result: Result) -> tuple[Entrant, ...]:
    """The finalists as they were counted: taken out are those that were then. The result's lines must be loaded."""
    return entrants_of(round, [line.concept_id for line in result.lines if not line.standing])


def facts_of(round: Round, result: Result) -> dict[str, Any]:
    """The facts of a counted round, whose result's lines must be loaded. docs/decisions/recount.md has the form."""
    entrants = entrants_then(round, result)
    titles = titles_of(entrants)
    return {
        "site": current_app.config["SITE_URL"],
        "round": round.slug,
        "title": round.title,
        "rule": round.rule.facts,
        "seed": result.seed,
        "seed_commitment": round.seed_commitment,
        "finalists": [
            {
                "id": one.label,
                "concept": one.concept_id,
                "version": one.version_id,
                "title": titles[one.label],
                "cost": one.cost,
                "standing": one.standing,
            }
            for one in entrants
        ],
        "set_apart": set_apart_in(round),
        "result": _result(result, {one.concept_id: one.label for one in entrants}),
    }


def titles_of(entrants: tuple[Entrant, ...]) -> dict[str, str]:
    """{label: title of the version voted on}."""
    versions = select(ConceptVersion.id, ConceptVersion.title).where(
        ConceptVersion.id.in_([one.version_id for one in entrants])
    )
    titles: dict[int, str] = dict(db.session.execute(versions).all())
    return {one.label: titles[one.version_id] for one in entrants}


def set_apart_in(round: Round) -> list[dict[str, Any]]:
    """How many ballots were set apart at the close, by why and, of held ones, by the class of the suspicion."""
    vote = and_(
        Hold.round_id == UncountedVote.round_id,
        Hold.kind == UncountedVote.kind,
        Hold.member_id == UncountedVote.member_id,
        UncountedVote.why.in_((Uncounted.HELD, Uncounted.INVALIDATED)),
    )
    numbers = (
        select(UncountedVote.why, Finding.reason, func.count())
        .outerjoin(Hold, vote)
        .outerjoin(Finding, Finding.id == Hold.finding_id)
        .where(UncountedVote.round_id == round.id, UncountedVote.kind == VoteKind.BALLOT)
        .group_by(UncountedVote.why, Finding.reason)
    )
    rows = [
        {"why": why.value, "reason": reason.value if reason else "", "ballots": number}
        for why, reason, number in db.session.execute(numbers)
    ]
    return sorted(rows, key=lambda row: (row["why"], row["reason"]))


def _result(result: Result, labels: dict[int, str]) -> dict[str, Any]:
    return {
        "counted_at": moment(result.counted_at),
        "digest": result.digest,
        "ballots": result.ballots,
        "winners": [labels[line.concept_id] for line in result.lines if line.won],
        "spent": result.spent,
        "increments": result.increments,
        "share": result.share,
        "finalists": [_line(line, labels[line.concept_id]) for line in result.lines],
    }


def _line(line: ResultLine, label: str) -> dict[str, Any]:
    return {
        "id": label,
        "votes": line.votes,
        "score": line.score,
        "won": line.won,
        "reason": line.reason,
        "each": line.each,
        "by_tie": line.by_tie_rule,
    }
