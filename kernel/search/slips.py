"""Typing slips: a word that nobody wrote is taken for one that somebody did when one key makes the difference.

One letter too many, missing, wrong, or two swapped. All such spellings are looked up at once by the vocabulary's own key, so a
slip costs the same however many words are known; what is further away is another word, not a slip.
"""

from __future__ import annotations

from collections.abc import Iterator

from kernel.search.vocabulary import LONGEST_WORD, standing
from kernel.search.words import is_ideograph_token

SHORTEST, MOST_SLIPS = 4, 3
ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ", "αβγδεζηθικλμνξοπρσςτυφχψω")


def corrected(words: list[str]) -> dict[str, str]:
    """The words that nobody wrote, each with the one it is a slip for; nothing when one of them is a slip for none.

    Whoever types more than a few unknown words did not slip. That bounds what a query can cost, whatever is in it. As many
    words as may be slips are asked for in one statement; of more, it is asked first which are known.
    """
    typed = list(dict.fromkeys(filter(_may_be_a_slip, words)))
    few = len(typed) <= MOST_SLIPS
    known, near = standing(typed, {word: spellings(word) for word in typed if few})
    unknown = [word for word in typed if word not in known]
    if len(unknown) > MOST_SLIPS:
        return {}
    if not few:
        _, near = standing((), {word: spellings(word) for word in unknown})
    return {word: near[word] for word in unknown} if all(word in near for word in unknown) else {}


def spellings(word: str) -> list[str]:
    """Every word one key away from this one, the likeliest slips first."""
    return list(dict.fromkeys(_spelled(word)))


def _spelled(word: str) -> Iterator[str]:
    alphabet = next((one for one in ALPHABETS if word[0] in one), ALPHABETS[0])
    yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
    yield from (word[:at] + letter + word[at:] for at in range(len(word) + 1) for letter in alphabet)
    yield from (word[:at] + letter + word[at + 1 :] for at in range(len(word)) for letter in alphabet)


def _may_be_a_slip(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST_WORD and not is_ideograph_token(word)
