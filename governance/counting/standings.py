"""The lines of an outcome put in order: winners as they won, then the others by score, those taken out last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from governance.counting.contest import C, Contest
from governance.counting.outcome import Reason, Standing, Tie
from governance.counting.tally import Tally


def line(contest: Contest[C], tally: Tally, place: int, reason: Reason, won: bool) -> Standing[C]:
    """One finalist's line with what every rule says of it; the rest is added by the rule."""
    finalist = contest.finalists[place]
    return Standing(finalist.key, 0, tally.votes[place], tally.scores[place], finalist.cost, won, reason)


def in_order(
    contest: Contest[C], tally: Tally, lines: Iterable[Standing[C]], ties: Iterable[Tie[C]]
) -> tuple[Standing[C], ...]:
    """All lines with their positions. Winners must come in the order they won."""
    tied = {key for tie in ties if tie.decided for key in tie.among}
    standings = list(lines)
    places = contest.place_of

    def among_losers(one: Standing[C]) -> tuple[bool, int, int]:
        return one.reason is Reason.TAKEN_OUT, -one.score, tally.ties[places[one.key]]

    winners = [one for one in standings if one.won]
    losers = sorted((one for one in standings if not one.won), key=among_losers)
    return tuple(
        replace(one, position=position, by_tie=one.key in tied)
        for position, one in enumerate([*winners, *losers], start=1)
    )
