"""The rules that go by most votes alone, whatever the votes of those who supported the winners already won them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from governance.counting.buying import ties_in, turns, votes_short
from governance.counting.contest import BallotKind, C, Contest
from governance.counting.outcome import Outcome, Reason, Standing
from governance.counting.rule import Rule, RuleName
from governance.counting.standings import in_order, line
from governance.counting.tally import tallied


def most_votes(contest: Contest[C], rule: Rule) -> Outcome[C]:
    """Most votes (or points) first; what does not fit is skipped, or under `most-votes-stop` ends the buying."""
    tally = tallied(contest, rule)
    taken = turns(contest, tally.running(), contest.budget, stop=rule.name is RuleName.MOST_VOTES_STOP)
    ties = ties_in(contest, tally, taken)
    lines: list[Standing[C]] = []
    for turn in taken:
        short = 0 if turn.won else max(0, contest.finalists[turn.place].cost - turn.left)
        needed = None if turn.won else votes_short(contest, tally, taken, turn.place, rule)
        one = line(contest, tally, turn.place, turn.reason, turn.won)
        lines.append(replace(one, money=Fraction(turn.left), money_short=Fraction(short), votes_short=needed))
    for place, out in enumerate(tally.outs):
        if out is not None:
            able = out is not Reason.TAKEN_OUT
            needed = votes_short(contest, tally, taken, place, rule) if able else None
            lines.append(replace(line(contest, tally, place, out, won=False), votes_short=needed))
    return Outcome(
        rule=rule,
        tie_rule=contest.tie_rule,
        ballots=contest.ballots,
        budget=contest.budget,
        spent=sum(one.cost for one in lines if one.won),
        standings=in_order(contest, tally, lines, ties),
        ties=tuple(ties),
        in_places=contest.in_places,
        by_points=contest.kind is not BallotKind.APPROVAL,
    )
