"""The Method of Equal Shares: every voter gets the same share of the budget and pays, with the others who support it, for
what they support; so a group's winners cost about what its share of the voters is.

Peters, Pierczyński and Skowron, "Proportional participatory budgeting with additive utilities" (2021); add1 and the
completion by most votes as on equalshares.net.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from governance.counting.buying import Turn, ties_in, turns
from governance.counting.contest import C, Contest
from governance.counting.electorate import electorate
from governance.counting.outcome import Outcome, Price, Reason, Standing, Stopped, Tie
from governance.counting.raising import Raising
from governance.counting.rule import Completion, Rule
from governance.counting.run import Run
from governance.counting.standings import in_order, line
from governance.counting.tally import Tally, tallied, told_apart


def equal_shares(contest: Contest[C], rule: Rule, progress: Callable[[int, int], None] | None = None) -> Outcome[C]:
    """The outcome by this rule's utility and completion. Without a ballot nothing wins."""
    tally = tallied(contest, rule)
    if not contest.ballots:
        return _outcome(contest, rule, tally, None, None, [])
    voters = electorate(contest, rule, tally)
    run, stopped = Run(voters, 0), None
    if rule.completion is not Completion.NONE:
        run, stopped = Raising(voters, contest.budget * voters.scale, progress).kept()
    bought = set(run.winners)
    spent = sum(contest.finalists[place].cost for place in bought)
    left = [place for place in tally.running() if place not in bought]
    completed = turns(contest, left, contest.budget - spent) if rule.completion is Completion.ADD1U else []
    return _outcome(contest, rule, tally, run, stopped, completed)


def _outcome(
    contest: Contest[C],
    rule: Rule,
    tally: Tally,
    run: Run | None,
    stopped: Stopped | None,
    completed: list[Turn],
) -> Outcome[C]:
    lines = [line(contest, tally, place, out, won=False) for place, out in enumerate(tally.outs) if out]
    ties = ties_in(contest, tally, completed)
    prices: tuple[Price[C], ...] = ()
    if run:
        lines = _bought(contest, tally, run) + _completed(contest, tally, run, completed) + lines
        ties = _ties(contest, run, {one.key for one in lines if one.won}) + ties
        exact = zip(run.winners, run.purses.prices(), strict=True)
        prices = tuple(Price(contest.finalists[place].key, run.electorate.money(price)) for place, price in exact)
    return Outcome(
        rule=rule,
        tie_rule=contest.tie_rule,
        ballots=contest.ballots,
        budget=contest.budget,
        spent=sum(one.cost for one in lines if one.won),
        standings=in_order(contest, tally, lines, ties),
        ties=tuple(ties),
        increments=run.increments if run else 0,
        stopped=stopped,
        share=run.electorate.money(run.purses.share) if run else Fraction(0),
        prices=prices,
        in_places=contest.in_places,
        by_points=bool(run and run.electorate.by_points),
    )


def _bought(contest: Contest[C], tally: Tally, run: Run) -> list[Standing[C]]:
    prices = zip(run.winners, run.purses.prices(), strict=True)
    return [
        replace(line(contest, tally, place, Reason.PAID, won=True), money=run.electorate.money(price))
        for place, price in prices
    ]


def _completed(contest: Contest[C], tally: Tally, run: Run, completed: list[Turn]) -> list[Standing[C]]:
    """The rest: bought at the end by most votes, or missed because supporters had too little left."""
    turn_of = {turn.place: turn for turn in completed}
    order = [turn.place for turn in completed] or [p for p in tally.running() if p not in set(run.winners)]
    had, voters = _left_with_supporters(run, order), run.electorate
    lines: list[Standing[C]] = []
    for place in order:
        turn = turn_of.get(place)
        if turn and turn.won:
            one = line(contest, tally, place, Reason.MOST_VOTES, won=True)
            lines.append(replace(one, money=Fraction(turn.left)))
            continue
        money, short = voters.money(had[place]), voters.money(voters.costs[place] - had[place])
        one = line(contest, tally, place, Reason.SUPPORTERS_SHORT, won=False)
        lines.append(replace(one, money=money, money_short=short))
    return lines


def _left_with_supporters(run: Run, places: list[int]) -> dict[int, Fraction]:
    """What the supporters of each of these had left together when the run was over, in units."""
    voters, purses = run.electorate, run.purses
    return {
        place: purses.sum_of(
            [bundle for layer in voters.layers[place] for bundle in layer.bundles if purses.left[bundle]]
        )
        for place in places
    }


def _ties(contest: Contest[C], run: Run, winners: set[C]) -> list[Tie[C]]:
    found: list[Tie[C]] = []
    for choice in run.choices:
        if choice.among:
            keys = tuple(contest.finalists[place].key for place in choice.among)
            by = told_apart(contest, choice.among[0], choice.among[1])
            found.append(Tie(keys, keys[:1], by, decided=not set(keys) <= winners))
    return found
