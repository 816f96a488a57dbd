"""Whether letters read like one word of some language, or like Russian typed on Latin keys: a dictionary attack finds both.

Learnt from what zxcvbn brings along: which letter follows which is much alike in all languages that use these letters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache

KEYS = dict(zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё", strict=True))
CYRILLIC, SOUNDS = (
    "абвгдежзийклмнопрстуфхцчшщыэюяёьъ",
    "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sh y e yu ya yo",
)
SPOKEN = dict(zip(CYRILLIC, [*SOUNDS.split(), "", ""], strict=True))


class Habits:
    """How usual each letter is after the one before it, in some words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._pairs = Counter(step for word in words for step in zip(f"^{word}", f"{word}$", strict=True))
        self._starts: Counter[str] = Counter()
        for (first, _), count in self._pairs.items():
            self._starts[first] += count

    def likeness(self, word: str) -> float:
        """Mean log2 of how usual each step is: about -3.5 for words like these, -6.5 for random letters."""
        steps = list(zip(f"^{word}", f"{word}$", strict=True))
        chances = ((self._pairs[step] + 0.5) / (self._starts[step[0]] + 14) for step in steps)
        return sum(map(math.log2, chances)) / len(steps)


def word_likeness(letters: str) -> float:
    """How much these small Latin letters read like a word of some language."""
    return _words().likeness(letters)


def typed_russian_likeness(letters: str) -> float:
    """How much they look like Russian that was typed with the keyboard set to Latin."""
    return _typed_russian().likeness(letters)


def typed_on_latin_keys(text: str) -> str:
    """The same keys with the keyboard set to Latin: a row of keys is one in either alphabet."""
    return text.translate({ord(letter): key for key, letter in KEYS.items()})


def _spoken(letters: str) -> str:
    return "".join(SPOKEN.get(KEYS.get(letter, letter), letter) for letter in letters)


@cache
def _words() -> Habits:
    from zxcvbn.matching import RANKED_DICTIONARIES

    names = ("english_wikipedia", "surnames", "female_names", "male_names")
    return Habits(word for name in names for word in RANKED_DICTIONARIES[name])


@cache
def _typed_russian() -> Habits:
    """A thousand of the common passwords mean nothing in Latin letters and read well in Russian ones: those tell."""
    from zxcvbn.matching import RANKED_DICTIONARIES

    letters = (word for word in RANKED_DICTIONARIES["passwords"] if len(word) > 5 and word.isascii() and word.isalpha())
    return Habits(word for word in letters if word_likeness(word) < -5.0 < -4.6 < word_likeness(_spoken(word)))
