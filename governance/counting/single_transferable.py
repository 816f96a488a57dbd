"""The single transferable vote as Scotland counts it: rules 45 to 52 of SSI 2007/42.

A vote counts for its first choice; what an elected one has above the quota, and everything of an excluded one, goes on
to each ballot's next choice. Values have five decimal places and any remainder is ignored, so all is whole numbers of
hundred-thousandths. Ties go by the most recent earlier stage at which they differed, then by the tie rule's draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from governance.counting.contest import C, Contest
from governance.counting.outcome import Outcome, Reason, Stage, Standing, Tie, ToldApart
from governance.counting.rule import Rule
from governance.counting.standings import in_order, line
from governance.counting.tally import Tally, tie_places

ONE = 100_000


@dataclass(slots=True)
class Parcel:
    """Equal ballots lying with one candidate: `at` is the choice they count for now, `value` what each is worth."""

    choices: tuple[int, ...]
    at: int
    value: int
    times: int


@dataclass(slots=True)
class Count:
    """A count in progress; candidates by their place in the contest."""

    places: int
    ties: tuple[int, ...]
    continuing: set[int]
    totals: dict[int, int]
    piles: dict[int, list[Parcel]]
    quota: int
    elected: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    excluded: list[int] = field(default_factory=list)
    lost: int = 0
    history: list[dict[int, int]] = field(default_factory=list)
    tied: list[tuple[list[int], int, ToldApart]] = field(default_factory=list)

    @property
    def vacancies(self) -> int:
        """Places still to be filled."""
        return self.places - len(self.elected)

    def elect(self) -> list[int]:
        """Deem elected who has the quota (47), and the last ones left when they are no more than the places (52)."""
        reached = [place for place in self.continuing if self.totals[place] >= self.quota]
        reached.sort(key=lambda place: (-self.totals[place], self.ties[place]))
        self.elected += reached
        self.continuing -= set(reached)
        self.surplus += [place for place in reached if self.totals[place] > self.quota]
        if len(self.continuing) > self.vacancies or not self.vacancies:
            return reached
        last = sorted(self.continuing, key=lambda place: (-self.totals[place], self.ties[place]))
        self.elected += last
        self.continuing.clear()
        return reached + last

    def transfer(self, place: int, surplus: int | None) -> None:
        """Pass on the ballots of one: of an elected one worth its surplus (48), of an excluded one as they came (50)."""
        total, left = self.totals[place], 0
        for parcel in self.piles.pop(place, []):
            value = parcel.value if surplus is None else surplus * parcel.value // total
            choices = range(parcel.at + 1, len(parcel.choices))
            following = next((at for at in choices if parcel.choices[at] in self.continuing), None)
            if following is None:
                continue
            to = parcel.choices[following]
            self.piles.setdefault(to, []).append(Parcel(parcel.choices, following, value, parcel.times))
            self.totals[to] += value * parcel.times
            left += value * parcel.times
        self.lost += (total if surplus is None else surplus) - left
        self.totals[place] = 0 if surplus is None else self.quota

    def pick(self, places: Sequence[int], highest: bool) -> int:
        """The one with the most or the fewest; equals by the most recent stage at which they differed, then drawn."""
        sign = -1 if highest else 1
        best = min(sign * self.totals[place] for place in places)
        equals = [place for place in places if sign * self.totals[place] == best]
        among = equals
        for stage in reversed(self.history):
            lowest = min(sign * stage[place] for place in equals)
            equals = [place for place in equals if sign * stage[place] == lowest]
        chosen = min(equals, key=self.ties.__getitem__) if highest else max(equals, key=self.ties.__getitem__)
        if len(among) > 1:
            by = ToldApart.DRAW if len(equals) > 1 else ToldApart.EARLIER_STAGE
            self.tied.append((sorted(among, key=self.ties.__getitem__), chosen, by))
        return chosen


def single_transferable(contest: Contest[C], rule: Rule) -> Outcome[C]:
    """Elect `contest.budget` finalists from ranked votes. A blank vote is no vote; one taken out is passed over."""
    count = _first_stage(contest)
    first = dict(count.totals)
    stages = [_stage(contest, count, count.elect(), None, None)]
    while count.vacancies and count.continuing:
        stages.append(_next_stage(contest, count))
    return _outcome(contest, rule, count, first, tuple(stages))


def _first_stage(contest: Contest[C]) -> Count:
    standing = {place for place, finalist in enumerate(contest.finalists) if finalist.standing}
    totals: dict[int, int] = dict.fromkeys(range(len(contest.finalists)), 0)
    piles: dict[int, list[Parcel]] = {}
    for vote in contest.votes:
        choices = tuple(place for choice in vote.choices if (place := contest.place_of[choice]) in standing)
        if choices:
            piles.setdefault(choices[0], []).append(Parcel(choices, 0, ONE, vote.times))
            totals[choices[0]] += ONE * vote.times
    quota = (sum(totals.values()) // ONE // (contest.budget + 1) + 1) * ONE
    return Count(contest.budget, tie_places(contest), standing, totals, piles, quota)


def _next_stage(contest: Contest[C], count: Count) -> Stage[C]:
    """One more stage: the largest surplus goes on (49), else the last candidate is excluded (50)."""
    count.history.append(dict(count.totals))
    if count.surplus:
        place = count.pick(count.surplus, highest=True)
        count.surplus.remove(place)
        count.transfer(place, count.totals[place] - count.quota)
        return _stage(contest, count, count.elect(), None, place)
    place = count.pick(sorted(count.continuing), highest=False)
    count.continuing.remove(place)
    count.excluded.append(place)
    count.transfer(place, None)
    return _stage(contest, count, count.elect(), place, place)


def _stage(
    contest: Contest[C], count: Count, elected: list[int], excluded: int | None, transferred: int | None
) -> Stage[C]:
    keys = [finalist.key for finalist in contest.finalists]
    return Stage(
        tallies={keys[place]: total for place, total in count.totals.items()},
        elected=tuple(keys[place] for place in elected),
        excluded=None if excluded is None else keys[excluded],
        transferred=None if transferred is None else keys[transferred],
        not_transferable=count.lost,
    )


def _outcome(
    contest: Contest[C], rule: Rule, count: Count, first: dict[int, int], stages: tuple[Stage[C], ...]
) -> Outcome[C]:
    finalists = contest.finalists
    scores = [_last_tally(stages, finalist.key) for finalist in finalists]
    outs = tuple(None if finalist.standing else Reason.TAKEN_OUT for finalist in finalists)
    votes = tuple(total // ONE for _, total in sorted(first.items()))
    tally = Tally(votes, tuple(scores), outs, count.ties)
    ties = [
        Tie(tuple(finalists[place].key for place in among), (finalists[chosen].key,), by, _decided(count, among))
        for among, chosen, by in count.tied
    ]
    lines: list[Standing[C]] = [line(contest, tally, place, Reason.ELECTED, won=True) for place in count.elected]
    for place, out in enumerate(outs):
        if place not in count.elected:
            missed = line(contest, tally, place, out or Reason.EXCLUDED, won=False)
            short = max(0, count.quota - scores[place])
            lines.append(missed if out else replace(missed, votes_short=-(-short // ONE)))
    return Outcome(
        rule=rule,
        tie_rule=contest.tie_rule,
        ballots=contest.ballots,
        budget=contest.budget,
        spent=len(count.elected),
        standings=in_order(contest, tally, lines, ties),
        ties=tuple(ties),
        stages=stages,
        quota=count.quota,
        in_places=True,
    )


def _last_tally(stages: tuple[Stage[C], ...], key: C) -> int:
    """What one had when elected or just before it was excluded, or at the end."""
    tally = 0
    for stage in stages:
        if stage.excluded == key:
            return tally
        tally = stage.tallies[key]
        if key in stage.elected:
            return tally
    return tally


def _decided(count: Count, among: list[int]) -> bool:
    return 0 < len(set(among) & set(count.elected)) < len(among)
