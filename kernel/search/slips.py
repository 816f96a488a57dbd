"""Typing slips: a word that nobody wrote is taken for one that somebody did when one key makes the difference.

One letter too many, missing, wrong, or two swapped. All such spellings are looked up at once by the vocabulary's own key, so a
slip costs the same however many words are known; what is further away is another word, not a slip.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from kernel.database import db
from kernel.search.vocabulary import LONGEST_WORD, SearchWord, stands
from kernel.search.words import is_ideograph_token

SHORTEST, MOST_SLIPS, TRIED = 4, 3, 5
ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ", "αβγδεζηθικλμνξοπρσςτυφχψω")
LAST = chr(0x10FFFF)  # sorts behind every letter, in bytes


def corrected(words: list[str]) -> dict[str, str]:
    """The words that nobody wrote, each with the one it is a slip for; nothing when one of them is a slip for none.

    Whoever types more than a few unknown words did not slip. That bounds what a query can cost, whatever is in it.
    """
    unknown = [word for word in words if _may_be_a_slip(word) and not _is_known(word)]
    found: dict[str, str] = {}
    for word in unknown if len(unknown) <= MOST_SLIPS else ():
        near = _one_key_away(word)
        if near is None:
            return {}
        found[word] = near
    return found


def spellings(word: str) -> Iterator[str]:
    """Every word one key away from this one, the likeliest slips first."""
    alphabet = next((one for one in ALPHABETS if word[0] in one), ALPHABETS[0])
    yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
    yield from (word[:at] + letter + word[at:] for at in range(len(word) + 1) for letter in alphabet)
    yield from (word[:at] + letter + word[at + 1 :] for at in range(len(word)) for letter in alphabet)


def _one_key_away(word: str) -> str | None:
    """The likeliest that can be read somewhere now; the words of what was hidden are not told."""
    order = {spelling: at for at, spelling in reversed(list(enumerate(spellings(word))))}
    known = db.session.scalars(select(SearchWord.word).where(SearchWord.word.in_(order))).all()
    return next(filter(stands, sorted(known, key=order.__getitem__)[:TRIED]), None)


def _may_be_a_slip(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST_WORD and not is_ideograph_token(word)


def _is_known(word: str) -> bool:
    begins = SearchWord.word.between(word, word + LAST)  # a range, which the key's own index answers
    return any(map(stands, db.session.scalars(select(SearchWord.word).where(begins).limit(TRIED)).all()))
