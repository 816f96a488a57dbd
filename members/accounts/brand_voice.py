"""No member's name reads like the brand's: not misspelt, turned round, beside a word of business, nor by its rarest word."""

from __future__ import annotations

import re
from functools import lru_cache

from members.accounts.lookalikes import at_a_glance
from members.accounts.titles import BESIDE_WORDS, PARTICLE_WORDS, TRADE_WORDS
from members.accounts.voice import WORD, made_of, once, readings, words_of

CERTAIN = 8  # letters from which a brand of one word is taken for the brand whatever stands beside it
BETWEEN = "(?:and|und|et|en|e|y|l|n|og|och|or|ja|ve|es|sl|plus|with)?"  # what joins two words that are run together
_BESIDE, _PARTICLES, _TRADE = (words.union(once(words)) for words in (BESIDE_WORDS, PARTICLE_WORDS, TRADE_WORDS))


def reads_like_brand(name: str, brand: str) -> bool:
    """Whether it is the brand's name, in whatever spelling and order, or a word of it, beside what a brand is called with."""
    theirs = _told(brand)
    if not theirs:
        return False
    bare = tuple(once(theirs))
    return any(
        _holds(words, theirs) or _holds(once(words), bare) or _holds_rare_word(words, brand) for words in readings(name)
    )


@lru_cache(maxsize=16)
def _told(brand: str) -> tuple[str, ...]:
    """The brand's words without the small ones, if it has others."""
    words = words_of(brand)
    return tuple([word for word in words if word not in _PARTICLES] or words)


def _holds(words: list[str], theirs: tuple[str, ...]) -> bool:
    whole = "".join(words)
    if any(_glued(whole, BETWEEN.join(map(re.escape, order)), _BESIDE) for order in {theirs, theirs[::-1]}):
        return True
    if len(theirs) > 1:
        return set(theirs) <= set(words)
    if theirs[0] not in words:
        return False
    return len(theirs[0]) >= CERTAIN or all(_is_ornament(word) for word in words if word != theirs[0])


def _glued(whole: str, brand: str, beside: frozenset[str]) -> bool:
    found = re.search(brand, whole)
    return found is not None and all(made_of(rest, beside) for rest in (whole[: found.start()], whole[found.end() :]))


def _is_ornament(word: str) -> bool:
    return word in _BESIDE or word in _PARTICLES or word[0].isdigit() or len(word) == 1


def _holds_rare_word(words: list[str], brand: str) -> bool:
    """Whether it is one word of several that the brand has, alone or with business, and one that is no usual word."""
    theirs = WORD.findall(brand.casefold())
    return len(_told(brand)) > 1 and any(_is_part(once(words), word) and not is_usual(word) for word in theirs)


def _is_part(words: list[str], spelt: str) -> bool:
    part = once([at_a_glance(spelt)])[0]
    if part not in words:
        return _glued("".join(words), re.escape(part), _TRADE)
    beside = [word for word in words if word != part]
    business = all(word in _TRADE or word in _PARTICLES or word[0].isdigit() for word in beside)
    return business and (not beside or "the" in beside or not _PARTICLES.issuperset(beside))


@lru_cache(maxsize=64)
def is_usual(word: str) -> bool:
    """Whether people are called so, or it is said every day: then it is not the brand's alone. A short one always is."""
    if len(word) < 4 or at_a_glance(word) in _TRADE:
        return True
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # 20 MB that only the suspect word of a brand needs

    return any(word in words for name, words in FREQUENCY_LISTS.items() if name != "passwords")
