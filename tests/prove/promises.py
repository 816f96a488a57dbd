"""What was asked of the site, and what it acknowledged: from then on that must be stored, or something asked later."""

import threading
from collections import Counter, defaultdict


class Promises:
    """For each thing, such as one member's ballot, the values asked for in order, and up to which one the site said yes.

    `answers` counts each yes by the kind of thing.

    Whoever asks for a thing waits for the answer before asking for another value of it.
    """

    def __init__(self):
        self._asked, self._kept = defaultdict(list), {}
        self.answers = Counter()
        self._guard = threading.Lock()

    def ask(self, thing, value):
        """Somebody sends this; returns its place, for acknowledge()."""
        with self._guard:
            self._asked[thing].append(value)
            return len(self._asked[thing]) - 1

    def last(self, thing):
        """The place of what was asked last of it."""
        return len(self._asked[thing]) - 1

    def acknowledge(self, thing, place):
        """The site answered that it is done."""
        with self._guard:
            self._kept[thing] = place
            self.answers[thing[0]] += 1

    @property
    def acknowledged(self):
        """The things that the site said yes about."""
        return set(self._kept)

    def replaced(self, kind):
        """How many things of this kind the site said yes about more than once."""
        return sum(1 for thing, place in self._kept.items() if thing[0] == kind and place > 0)

    def broken(self, stored):
        """The things whose acknowledged value is lost, with what is stored instead: {thing: value}, None for nothing."""
        return {
            thing: (self._asked[thing][place], stored.get(thing))
            for thing, place in self._kept.items()
            if stored.get(thing) not in self._asked[thing][place:]
        }
