"""A result for machines: the winners with the ids of the file they were imported from, else their own, and how they won."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from governance.counting.outcome import Outcome, Price
from governance.record.canonical import moment
from ideas.ballots.frozen import ids_of
from ideas.ballots.inputs import Inputs
from ideas.ballots.result import Result
from ideas.rounds.round import Round


def by_concept(outcome: Outcome[str], inputs: Inputs) -> Outcome[int]:
    """An outcome by labels as one by concept ids, for telling; ties and stages stay behind."""
    ids = ids_of(inputs)
    whole: Any = outcome  # keys of one kind for keys of another: replace() cannot be told so
    changed: Outcome[int] = replace(
        whole,
        standings=tuple(replace(line, key=ids[line.key]) for line in whole.standings),
        prices=tuple(Price(ids[price.key], price.each) for price in outcome.prices),
        ties=(),
        stages=(),
    )
    return changed


def facts_of(round: Round, result: Result, outcome: Outcome[int], official: bool) -> dict[str, Any]:
    """One JSON object. The result's lines must be loaded. A recount has the digest of the ballots it was made from, too."""
    concepts = {line.concept_id: line.concept for line in result.lines}
    rule = outcome.rule
    return {
        "round": round.slug,
        "official": official,
        "rule": rule.name.value,
        "utility": rule.utility.value,
        "completion": rule.completion.value,
        "minimum": rule.minimum,
        "slots": result.slots,
        "budget_minor": result.budget_minor,
        "currency": result.currency,
        "ballots": outcome.ballots,
        "increments": outcome.increments,
        "spent": outcome.spent,
        "counted_at": moment(result.counted_at),
        "seed": result.seed,
        "digest": result.digest,
        "winners": [
            {
                "id": concepts[line.key].external_id or str(line.key),
                "title": concepts[line.key].title,
                "votes": line.votes,
                "score": line.score,
                "cost": line.cost,
                "reason": line.reason.value,
            }
            for line in outcome.standings
            if line.won
        ],
    }
