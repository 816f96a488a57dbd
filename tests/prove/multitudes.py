"""A crowd that votes, votes again and takes back, and what must be stored once all of it was answered.

Most send one thing after another, so what each wants at the end is known. The others race with themselves and say opposite
things from several windows at once; half of those settle it afterwards.
"""

from collections import defaultdict
from functools import partial
from itertools import pairwise

from tests.prove.served_twice import a_key, at_once

RACING = 0.2
STEPS, WINDOWS = 2, 4


class Crowd:
    """`voters` are whoever has one choice each; `send(voter, choice, key)` posts it, and a choice of None takes back."""

    def __init__(self, voters, choices, send, dice):
        self.voters, self.choices, self.send, self.dice = voters, choices, send, dice
        self.racing = dice.sample(voters, int(len(voters) * RACING))
        self.answered = defaultdict(list)

    def vote(self, threads):
        """All of them at once, over so many threads."""
        steady = [voter for voter in self.voters if voter not in set(self.racing)]
        errands = [partial(self._steadily, voter) for voter in steady]
        for voter in self.racing:
            at = self.dice.randrange(len(errands))
            errands[at:at] = [partial(self._say, voter, choice) for choice in self._opposites()]
        at_once(threads, errands)
        at_once(threads, [partial(self._steadily, voter) for voter in self.racing[::2]])

    def _opposites(self):
        one, other = self.dice.choice(self.choices), self.dice.choice(self.choices)
        return self.dice.choices([one, other, None], k=WINDOWS)

    def _steadily(self, voter):
        """Choices one after another; some are sent twice, as a retry of the same form or as a form of its own."""
        for _ in range(self.dice.randint(1, STEPS)):
            choice, key = self.dice.choice([*self.choices, *self.choices, None]), a_key()
            again = self.dice.choice([(), (), (key,), (a_key(),)])
            for one in (key, *again):
                self._say(voter, choice, one)
            self.answered[voter].append(choice)

    def _say(self, voter, choice, key=None):
        answer = self.send(voter, choice, key or a_key())
        assert answer.done, (voter, choice, answer)

    def judge(self, stored):
        """`stored` is {voter: choice}: exactly what was acknowledged, and of those who raced nothing that they never said."""
        last = {voter: choices[-1] for voter, choices in self.answered.items() if choices[-1] is not None}
        known = {voter: choice for voter, choice in stored.items() if voter in self.answered}
        assert known == last
        steady = [choices for voter, choices in self.answered.items() if voter not in set(self.racing)]
        turns = [turn for choices in steady for turn in pairwise([None, *choices])]
        accepted, withdrawn = turns_of(turns, True), turns_of(turns, False)
        assert accepted - withdrawn == len(known.keys() - set(self.racing))
        unknown = {voter: choice for voter, choice in stored.items() if voter not in self.answered}
        assert unknown.keys() <= set(self.racing)
        assert all(choice in self.choices for choice in unknown.values())


def turns_of(turns, given):
    """How often a choice came where there was none, or went where there was one."""
    return sum((before is None) is given and (after is None) is not given for before, after in turns)
