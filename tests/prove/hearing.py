"""A round's hearing, simulated with the site's own order: concepts arrive, readers come, look at a page and support.

Four fifths of the time concepts come in, one fifth they are refined; readers come all the while, at even distances.
Each looks at the first page of thirty, and three in ten at the second. A reader supports what they are shown with the
chance that is its appeal, once.
"""

from random import Random
from statistics import median

from ideas.exposure.evenness import gini
from ideas.rounds.order import shuffle_for

PER_PAGE = 30
PROPOSING = 0.8
SECOND_PAGE = 0.3


class Hearing:
    """One simulated round. `appeal`, `arrives` (0 to 1 of the whole time), `shown` and `supports` by concept."""

    def __init__(self, seed, concepts=200, readers=5_000, hours=840):
        self.random = Random(seed)
        self.hours, self.readers = hours, readers
        self.arrives = [PROPOSING * (n + self.random.random()) / concepts for n in range(concepts)]
        self.appeal = _mirrored(self.random, concepts)
        self.shown, self.supports = [0] * concepts, [0] * concepts
        self._level, self._hour = [0] * concepts, -1
        for reader in range(readers):
            self._visit(reader + 1, (reader + 0.5) / readers)

    def _visit(self, reader, moment):
        hour = int(moment * self.hours)
        if hour != self._hour:
            self._level, self._hour = list(self.shown), hour
        shuffle = shuffle_for(reader + 1_000_000 * self.random.randrange(1_000), 480_000 + hour)
        here = [one for one, arrived in enumerate(self.arrives) if arrived <= moment]
        here.sort(key=lambda one: (shuffle.turn(one + 1, self._level[one]), one))
        pages = 2 if self.random.random() < SECOND_PAGE else 1
        for one in here[: PER_PAGE * pages]:
            self.shown[one] += 1
            self.supports[one] += self.random.random() < self.appeal[one]

    def winners(self, places):
        """The concepts with the most supports; among equals the draw of this simulation decides."""
        tie = self.random.random
        return set(sorted(range(len(self.supports)), key=lambda one: (-self.supports[one], tie()))[:places])


def _mirrored(random, concepts):
    """Appeals in which the last fifth to arrive is exactly as good as the first fifth, concept for concept."""
    appeal = [random.betavariate(2, 8) for _ in range(concepts)]
    fifth = concepts // 5
    last = appeal[:fifth]
    random.shuffle(last)
    return [*appeal[: concepts - fifth], *last]


def told(hearing):
    """Gini, least and median showings."""
    return gini(hearing.shown), min(hearing.shown), median(hearing.shown)


def wins_early_and_late(seeds, places=40, **sizes):
    """How often concepts of the first and of the last fifth were among the winners, over all seeds."""
    early = late = 0
    for seed in seeds:
        hearing = Hearing(seed, **sizes)
        won, count = hearing.winners(places), len(hearing.appeal)
        early += sum(one < count // 5 for one in won)
        late += sum(one >= count - count // 5 for one in won)
    return early, late
