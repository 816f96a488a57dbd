"""Crowds and rings for the detector: who joins when, from which network, and what they choose in which order.

The honest crowd has what makes honest people look alike: a launch-day wave, households, offices and phone companies that
share a network, popular concepts, shared taste, authors who bring their friends, colleagues who back one of theirs.
"""

import random
from itertools import count

from ideas.holds.detector.facts import Voter

HOUR, DAY = 3600, 86_400
DAYS, CONCEPTS, TASTES = 21, 40, 8
RING_KINDS = ("shared subnet", "sign-up burst", "one target", "follow the leader", "varied", "patient")


class World:
    """One round's honest voters, drawn from a seed."""

    def __init__(self, seed, honest=2000):
        self.dice, self.ids = random.Random(seed), count(1)
        self.popularity = [1 / (place + 3) ** 0.8 for place in range(CONCEPTS)]
        self.dice.shuffle(self.popularity)
        self.networks = count(1)
        self.home = None
        self.voters = []
        while len(self.voters) < honest:
            self.voters += self.a_neighbourhood()
        self.honest = {voter.id for voter in self.voters}

    def a_neighbourhood(self):
        """Some people behind one network: alone, a household, an office, a phone company's gateway; or an author's friends."""
        draw = self.dice.random()
        network = f"n{next(self.networks)}"
        if draw < 0.55:
            return [self.a_person(network)]
        if draw < 0.90:
            joined = self.a_moment()
            return [
                self.a_person(network, joined + self.dice.randrange(5 * DAY)) for _ in range(self.dice.randint(2, 5))
            ]
        if draw < 0.93:
            return self.an_office(network)
        if draw < 0.94:
            return [self.a_person(network) for _ in range(self.dice.randint(20, 80))]
        return self.friends_of_an_author()

    def an_office(self, network):
        """Colleagues; in one office of three some of them back the concept of one of theirs, and other things."""
        size, concept = self.dice.randint(6, 30), self.dice.randrange(CONCEPTS)
        backing = self.dice.random() < 0.33
        day = self.dice.randrange(DAYS) * DAY
        joined = [day + self.dice.randrange(3 * DAY) for _ in range(size)]
        return [self.a_person(network, at, concept if backing and self.dice.random() < 0.2 else None) for at in joined]

    def friends_of_an_author(self):
        """Up to ten who were asked to come, two in three for that concept alone."""
        concept, begin = self.dice.randrange(CONCEPTS), self.dice.randrange(DAYS) * DAY
        people = []
        for _ in range(min(10, 1 + int(self.dice.expovariate(0.4)))):
            joined = begin + int(self.dice.expovariate(1 / DAY))
            alone = self.dice.random() < 0.66
            people.append(self.a_person(f"n{next(self.networks)}", joined, concept, alone))
        return people

    def a_moment(self):
        """When somebody joins: two in five on the launch's first day, the rest over the round, by daylight."""
        if self.dice.random() < 0.4:
            return int(min(self.dice.expovariate(1 / (8 * HOUR)), 2 * DAY))
        return self.dice.randrange(DAYS) * DAY + int(self.dice.triangular(6, 24, 19) * HOUR)

    def a_person(self, network, joined=None, must=None, alone=False):
        """One honest voter; three in ten joined before and did other things here."""
        settled = self.dice.random() < 0.3 and must is None
        joined = self.a_moment() if joined is None else joined
        begun = joined + (self.dice.randrange(40 * 60) if self.dice.random() < 0.6 else self.dice.randrange(3 * DAY))
        wanted = [must] if alone else self.a_taste(must)
        return Voter(next(self.ids), joined, network, settled, self.in_sessions(wanted, begun))

    def a_taste(self, must):
        """What they choose: a fifth one concept only, the others several, half of them of one kind."""
        size = 1 if self.dice.random() < 0.2 else 2 + min(10, int(self.dice.expovariate(0.35)))
        taste = self.dice.randrange(TASTES)
        weights = [w * (4 if c % TASTES == taste else 1) for c, w in enumerate(self.popularity)]
        chosen = [] if must is None else [must]
        while len(chosen) < size:
            one = self.dice.choices(range(CONCEPTS), weights)[0]
            chosen += [] if one in chosen else [one]
        self.dice.shuffle(chosen)
        return chosen

    def in_sessions(self, wanted, begun):
        """The choices with their moments: minutes apart, now and then a day."""
        at, choices = begun, []
        for concept in wanted:
            choices.append((concept, at))
            at += self.dice.randrange(20, 400) if self.dice.random() < 0.85 else self.dice.randrange(DAY, 4 * DAY)
        return tuple(choices)

    def a_ring(self, kind, size):
        """Accounts of one hand, for one concept. Sign-up limits let twenty a day in from one network."""
        target, begin = self.dice.randrange(CONCEPTS), self.dice.randrange(1, DAYS - 6) * DAY + 12 * HOUR
        leader = self.dice.sample([c for c in range(CONCEPTS) if c != target], 4)
        return [
            getattr(self, "_" + kind.replace(" ", "_").replace("-", "_"))(n, target, begin, leader) for n in range(size)
        ]

    def _shared_subnet(self, number, target, begin, leader):
        joined = begin + number // 20 * DAY + self.dice.randrange(10 * HOUR)
        wanted = [target, *self.dice.sample(leader, self.dice.randint(0, 2))]
        return self._fake("ring", joined, wanted, self.dice.randrange(DAY))

    def _sign_up_burst(self, number, target, begin, leader):
        joined = begin + self.dice.randrange(HOUR)
        wanted = [target, *self.dice.sample(leader, self.dice.randint(0, 2))]
        return self._fake(None, joined, wanted, self.dice.randrange(2 * DAY))

    def _one_target(self, number, target, begin, leader):
        return self._fake(None, begin + self.dice.randrange(5 * DAY), [target], self.dice.randrange(HOUR))

    def _follow_the_leader(self, number, target, begin, leader):
        wanted = [leader[0], target, *leader[1:]]
        joined = begin - self.dice.randrange(5 * DAY)
        return self._fake(None, joined, wanted, begin + self.dice.randrange(4 * HOUR) - joined)

    def _varied(self, number, target, begin, leader):
        """Six small networks, sign-ups over six days, other choices as the crowd makes them, in an order of each."""
        joined = begin + self.dice.randrange(6 * DAY)
        wanted = self.a_taste(target)
        return self._fake(f"ring{number % 6}", joined, wanted, self.dice.randrange(2 * DAY))

    def _patient(self, number, target, begin, leader):
        """A network each, sign-ups over the whole round, other choices as the crowd makes them: nothing ties them."""
        joined = self.dice.randrange(DAYS - 2) * DAY + self.dice.randrange(DAY)
        return self._fake(None, joined, self.a_taste(target), self.dice.randrange(2 * DAY))

    def _fake(self, network, joined, wanted, later):
        network = f"n{next(self.networks)}" if network is None else network
        at = joined + later
        choices = tuple((concept, at + place * self.dice.randrange(20, 90)) for place, concept in enumerate(wanted))
        return Voter(next(self.ids), joined, network, False, choices)
