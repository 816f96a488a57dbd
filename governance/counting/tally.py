"""Who has how many votes and points, who may win at all, and in which order the tie rule puts equals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from governance.counting.contest import BallotKind, C, Contest, TieRule, Vote
from governance.counting.outcome import Reason, ToldApart
from governance.counting.rule import Rule


@dataclass(frozen=True, slots=True)
class Tally:
    """By each finalist's place in the contest. `outs` says why one cannot win; `ties` is its place among equals."""

    votes: tuple[int, ...]
    scores: tuple[int, ...]
    outs: tuple[Reason | None, ...]
    ties: tuple[int, ...]

    def running(self) -> list[int]:
        """Those that may win, best first; equals as the tie rule puts them."""
        return self.ordered([place for place, out in enumerate(self.outs) if out is None])

    def ordered(self, places: Sequence[int]) -> list[int]:
        """These by score, best first; equals as the tie rule puts them."""
        return sorted(places, key=lambda place: (-self.scores[place], self.ties[place]))


def weighted(contest: Contest[C], vote: Vote[C]) -> list[tuple[int, int]]:
    """The finalists this vote supports, by place, each with its weight: one for an approval, else the points given.

    Raises ValueError where a ranked vote brings no points.
    """
    if contest.kind is BallotKind.APPROVAL:
        return [(contest.place_of[choice], 1) for choice in vote.choices]
    if len(vote.points) != len(vote.choices):
        raise ValueError("ranked votes are counted by this rule only with points for each rank")
    given = zip(vote.choices, vote.points, strict=True)
    return [(contest.place_of[choice], points) for choice, points in given if points]


def tallied(contest: Contest[C], rule: Rule) -> Tally:
    """Every vote counted once for each finalist it supports."""
    votes, scores = [0] * len(contest.finalists), [0] * len(contest.finalists)
    for vote in contest.votes:
        for place, weight in weighted(contest, vote):
            votes[place] += vote.times
            scores[place] += vote.times * weight
    outs = tuple(_out(finalist.standing, scores[place], rule) for place, finalist in enumerate(contest.finalists))
    return Tally(tuple(votes), tuple(scores), outs, tie_places(contest))


def _out(standing: bool, score: int, rule: Rule) -> Reason | None:
    if not standing:
        return Reason.TAKEN_OUT
    if not score:
        return Reason.NO_VOTES
    return Reason.BELOW_MINIMUM if score < rule.minimum else None


def tie_places(contest: Contest[C]) -> tuple[int, ...]:
    """Each finalist's place among equals: by id as text, or the cheaper first and then as drawn."""

    def order(place: int) -> tuple[int, int, str]:
        finalist = contest.finalists[place]
        by_id = contest.tie_rule is TieRule.BY_ID
        return (0, 0, str(finalist.key)) if by_id else (finalist.cost, finalist.drawn, str(finalist.key))

    places = sorted(range(len(contest.finalists)), key=order)
    return tuple(sorted(places, key=places.__getitem__))


def told_apart(contest: Contest[C], one: int, other: int) -> ToldApart:
    """By what the tie rule put one of two equals before the other."""
    if contest.tie_rule is TieRule.BY_ID:
        return ToldApart.ID
    same = contest.finalists[one].cost == contest.finalists[other].cost
    return ToldApart.DRAW if same else ToldApart.COST
