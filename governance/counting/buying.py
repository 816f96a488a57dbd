"""Most votes first: each finalist in turn is bought if the money left is enough; what does not fit is skipped, or ends it.

Equal Shares uses the same turns for the money it leaves over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from governance.counting.contest import C, Contest
from governance.counting.outcome import Reason, Tie
from governance.counting.rule import Rule, RuleName
from governance.counting.tally import Tally, told_apart


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of one finalist at its turn, and the money that was left when it came."""

    place: int
    left: int
    reason: Reason

    @property
    def won(self) -> bool:
        """Whether it was bought."""
        return self.reason is Reason.MOST_VOTES


def turns(contest: Contest[C], order: Iterable[int], money: int, stop: bool = False) -> list[Turn]:
    """Every finalist's turn in this order. With `stop`, nothing is bought after the first that does not fit."""
    taken, stopped = [], False
    for place in order:
        cost = contest.finalists[place].cost
        reason = Reason.MOST_VOTES if cost <= money and not stopped else Reason.NO_ROOM
        if stopped:
            reason = Reason.AFTER_STOP
        taken.append(Turn(place, money, reason))
        stopped = stopped or (stop and reason is Reason.NO_ROOM)
        money -= cost if reason is Reason.MOST_VOTES else 0
    return taken


def ties_in(contest: Contest[C], tally: Tally, taken: Sequence[Turn]) -> list[Tie[C]]:
    """The ties that decided: equals of which some were bought and others not, though these would have fitted first."""
    found = []
    for _, group in groupby(taken, key=lambda turn: tally.scores[turn.place]):
        equals = list(group)
        won = [turn for turn in equals if turn.won]
        missed = [turn for turn in equals if not turn.won and contest.finalists[turn.place].cost <= equals[0].left]
        if won and missed:
            keys = tuple(contest.finalists[turn.place].key for turn in equals if turn in won or turn in missed)
            chosen = tuple(contest.finalists[turn.place].key for turn in won)
            by = told_apart(contest, won[-1].place, missed[0].place)
            found.append(Tie(keys, chosen, by, decided=True))
    return found


def votes_short(contest: Contest[C], tally: Tally, taken: Sequence[Turn], place: int, rule: Rule) -> int | None:
    """How many more votes or points would have been enough for one that missed; None when no number would.

    It must come before whatever took the money it needs, or stopped the buying; and have the minimum.
    """
    cost, score, stop = contest.finalists[place].cost, tally.scores[place], rule.name is RuleName.MOST_VOTES_STOP
    needed = max(rule.minimum, 1) - score
    for turn in taken:
        if turn.place == place:
            continue
        if cost > turn.left:
            return None
        rest = turn.left - contest.finalists[turn.place].cost * turn.won
        if rest < cost or (stop and turn.reason is Reason.NO_ROOM):
            wins_ties = tally.ties[place] < tally.ties[turn.place]
            return max(needed, tally.scores[turn.place] - score + (not wins_ties))
    return max(needed, 0) if cost <= contest.budget else None
