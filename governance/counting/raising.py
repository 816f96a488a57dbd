"""add1: every voter's share is raised step by step and Equal Shares runs anew, until the winners leave no room for another
or would cost more than there is; then the run before that stands.

No step is left out, but many need no run: where a run with smaller and one with larger shares buy the same, and the bounds
of both show that nobody could have come between, every run in between buys the same too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from governance.counting.electorate import Electorate
from governance.counting.outcome import Stopped
from governance.counting.run import Choice, Run

FEW = 3
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Raising:
    """The search for the step at which add1 stops; the budget is in units."""

    electorate: Electorate
    budget: int
    progress: Progress | None = None
    _aim: int = 0
    _seen: Electorate | None = None

    def kept(self) -> tuple[Run, Stopped]:
        """The run that stands, and why it went no further."""
        run = self._run(0)
        if self._stops(run):
            return Run(self.electorate, 0), Stopped.EXHAUSTIVE
        step = 1
        while True:
            further = self._run(run.increments + step)
            self._aim = further.increments
            stop = self._first_stop(run, further)
            if stop is not None:
                return self._before(stop)
            run, step = further, 2 * step

    def _before(self, stop: Run) -> tuple[Run, Stopped]:
        if self._spent(stop) <= self.budget:
            return Run(self.electorate, stop.increments), Stopped.EXHAUSTIVE
        return Run(self.electorate, stop.increments - 1), Stopped.NEXT_OVER_BUDGET

    def _run(self, increments: int, guide: Run | None = None) -> Run:
        """A run that may end open. It looks only at those that can win with such shares or somewhat larger ones."""
        voters = self.electorate
        if self._seen is None or not voters.payable(increments) <= self._seen.layers.keys():
            ahead = increments + voters.share(increments) // (4 * voters.step)
            self._seen = voters.only(voters.payable(ahead))
        return Run(self._seen, increments, guide, self.budget)

    def _first_stop(self, low: Run, high: Run) -> Run | None:
        """The first run after `low`, which does not stop, up to and with `high` that does; None when there is none."""
        between = high.increments - low.increments
        if _same_between(low, high):
            return self._told(high, high if self._stops(high) else None)
        if between <= FEW:
            return self._told(high, self._one_by_one(low, high))
        middle = self._run(low.increments + between // 2, high)
        return self._first_stop(low, middle) or self._first_stop(middle, high)

    def _one_by_one(self, low: Run, high: Run) -> Run | None:
        """The same for a few steps: each run is guided by the next, whose bounds are tightest."""
        run, first = high, high if self._stops(high) else None
        for increments in range(high.increments - 1, low.increments, -1):
            run = self._run(increments, run)
            first = run if self._stops(run) else first
        return first

    def _told(self, reached: Run, answer: Run | None) -> Run | None:
        if self.progress:
            self.progress(reached.increments, self._aim)
        return answer

    def _stops(self, run: Run) -> bool:
        return not run.open and (self._spent(run) > self.budget or self._exhaustive(run))

    def _spent(self, run: Run) -> int:
        return sum(self.electorate.costs[place] for place in run.winners)

    def _exhaustive(self, run: Run) -> bool:
        left = self.budget - self._spent(run)
        won = set(run.winners)
        return all(self.electorate.costs[place] > left for place in self.electorate.running if place not in won)


def _same_between(low: Run, high: Run) -> bool:
    """Whether every run between ends as `high` does: step by step the winner's worst rank in the poorer run beats every
    other's best in the richer. The first choices are enough when `high` stands open after them.
    """
    if not all(_beats(one, other) for one, other in zip(low.choices, high.choices, strict=False)):
        return False
    if low.open and len(low.choices) < len(high.choices):
        at = len(low.choices)
        low.go_on(len(high.choices), high)
        return len(low.choices) >= len(high.choices) and all(
            _beats(one, other) for one, other in zip(low.choices[at:], high.choices[at:], strict=False)
        )
    return len(low.choices) == len(high.choices) or (high.open and len(low.choices) > len(high.choices))


def _beats(low: Choice, high: Choice) -> bool:
    if low.place != high.place or (high.among and low.rank != high.rank and not high.alike):
        return False
    return high.rival is None or low.high < high.rival
