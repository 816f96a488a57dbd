"""`flask round result SLUG`: the official frozen result; with options of a rule, what the same sealed ballots would give by
it, marked as no official result and changing nothing.
"""

from __future__ import annotations

import json
from dataclasses import replace

import click

from governance.counting.outcome import Outcome
from governance.counting.reasoning import reasons
from governance.counting.rule import Completion, Rule, RuleName, Utility
from governance.counting.telling import told
from ideas.ballots.commands import counted_or_fail, round_group, round_or_fail
from ideas.ballots.facts import by_concept, facts_of
from ideas.ballots.frozen import outcome_from
from ideas.ballots.recounting import recounted_by
from ideas.ballots.result import Result
from ideas.rounds.round import Round
from kernel.rules import RuleBroken

NOT_OFFICIAL = "This is a recount of the same ballots by another rule. It changes nothing; the official result stands."


@round_group.command("result")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of words.")
@click.option("--rule", "name", type=click.Choice([rule.value for rule in RuleName]), help="Count again by this rule.")
@click.option("--utility", type=click.Choice([one.value for one in Utility]), help="For Equal Shares.")
@click.option("--completion", type=click.Choice([one.value for one in Completion]), help="For Equal Shares.")
@click.option("--minimum", type=click.IntRange(min=0), help="The fewest votes with which one can win.")
def show_result(
    slug: str, as_json: bool, name: str | None, utility: str | None, completion: str | None, minimum: int | None
) -> None:
    """Print the frozen result of the round SLUG, or, with any option of a rule, an unofficial recount by it."""
    round = round_or_fail(slug)
    result = counted_or_fail(round)
    rule = _asked(round.rule.counting, name, utility, completion, minimum)
    outcome = outcome_from(round, result) if rule is None else _recounted(round, result, rule)
    if as_json:
        click.echo(json.dumps(facts_of(round, result, outcome, official=rule is None)))
        return
    if rule is not None:
        click.echo(NOT_OFFICIAL)
    _say(outcome, result)


def _asked(
    own: Rule, name: str | None, utility: str | None, completion: str | None, minimum: int | None
) -> Rule | None:
    """The rule that the options name, the round's own filling the gaps; None when no option was given."""
    if name is None and utility is None and completion is None and minimum is None:
        return None
    of_shares = RuleName.EQUAL_SHARES if utility or completion else own.name
    return replace(
        own,
        name=RuleName(name) if name else of_shares,
        utility=Utility(utility) if utility else own.utility,
        completion=Completion(completion) if completion else own.completion,
        minimum=own.minimum if minimum is None else minimum,
    )


def _recounted(round: Round, result: Result, rule: Rule) -> Outcome[int]:
    try:
        inputs, outcome = recounted_by(round, result, rule)
    except RuleBroken as broken:
        raise click.ClickException(broken.message) from None
    return by_concept(outcome, inputs)


def _say(outcome: Outcome[int], result: Result) -> None:
    for sentence in told(outcome, result.names, result.currency):
        click.echo(sentence)
    for line, why in zip(outcome.standings, reasons(outcome, result.currency), strict=True):
        click.echo(f"{line.position:4} {line.score:6,}  {result.names[line.key]}  {why}")
