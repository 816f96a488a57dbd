"""Measuring the detector: how many rings of each kind and size are found before a round is counted, and how many honest
voters are held by mistake."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from ideas.holds.detector.facts import Crowd
from ideas.holds.detector.looking import suspicions
from tests.prove.crowds import RING_KINDS, World

SIZES = (5, 20, 100)
FOUND = 0.5  # a ring is found when at least half of its accounts are held


@dataclass
class Figures:
    """What came of all runs. Shares are of 1."""

    runs: int
    found: Counter = field(default_factory=Counter)
    held: dict = field(default_factory=lambda: defaultdict(float))
    false: list = field(default_factory=list)
    reasons: Counter = field(default_factory=Counter)

    def share_found(self, kind, size):
        """Of all runs, in how many this ring was found."""
        return self.found[kind, size] / self.runs

    def share_held(self, kind, size):
        """The mean share of this ring's accounts that were held."""
        return self.held[kind, size] / self.runs

    def lines(self):
        """The table to print."""
        yield f"{self.runs} runs, 2,000 honest voters each; found: at least half of the ring's accounts held"
        yield f"{'ring':20} " + " ".join(f"{size:>6} found  held" for size in SIZES)
        for kind in RING_KINDS:
            cells = (f"{self.share_found(kind, s):>11.1%} {self.share_held(kind, s):>6.1%}" for s in SIZES)
            yield f"{kind:20} " + " ".join(cells)
        worst, mean = max(self.false), sum(self.false) / len(self.false)
        yield f"honest voters held by mistake: {mean:.2%} on average, {worst:.2%} in the worst run; {dict(self.reasons)}"


def measure(runs, first_seed=0, kinds=RING_KINDS, sizes=SIZES, ballots=False):
    """Run so many crowds, each with every ring in turn: their supports, or ballots of up to five from the same tastes."""
    figures = Figures(runs)
    for seed in range(first_seed, first_seed + runs):
        world = World(seed)
        alone = suspicions(_crowd(world.voters, ballots))
        figures.reasons.update({str(one.reason): len(one.members) for one in alone})
        for kind in kinds:
            for size in sizes:
                _one(figures, world, kind, size, ballots)
    return figures


def _one(figures, world, kind, size, ballots):
    ring = world.a_ring(kind, size)
    found = suspicions(_crowd([*world.voters, *ring], ballots))
    held = frozenset().union(*(one.members for one in found)) if found else frozenset()
    share = len(held & {voter.id for voter in ring}) / size
    figures.held[kind, size] += share
    figures.found[kind, size] += share >= FOUND
    figures.false.append(len(held & world.honest) / len(world.honest))


def _crowd(voters, ballots):
    return Crowd.of([_as_ballot(voter) for voter in voters], ordered=False) if ballots else Crowd.of(voters)


def _as_ballot(voter):
    cast_at = voter.choices[0][1]
    return replace(voter, choices=tuple((concept, cast_at) for concept in sorted(voter.concepts[:5])))
