"""Who speaks for the site by title, and by the name of somebody it employs. No other name may read like one of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from members.accounts.lookalikes import at_a_glance
from members.accounts.titles import LONG_TRADE_WORDS, PARTICLE_WORDS, TITLE_WORDS, TRADE_WORDS, WITHOUT_BLANKS

LEET = str.maketrans({"@": "a", "4": "a", "3": "e", "$": "s", "5": "s", "7": "t", "!": "l", "+": "t"})
WORD = re.compile(r"[^\W_]+")
HANGING = re.compile(r"(?<=[^\W\d_])\d+(?![^\W\d_])")  # digits behind a word
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
TWICE, THRICE = re.compile(r"(.)\1+"), re.compile(r"(.)\1{2,}")
LONGEST = max(map(len, TRADE_WORDS))


def words_of(name: str) -> list[str]:
    """Its folded words without "and"; letters set apart one by one are read together, as they are seen."""
    words: list[str] = []
    apart = False
    for word in WORD.findall(at_a_glance(HUMP.sub(" ", name))):
        if apart and len(word) == 1:
            words[-1] += word
        else:
            words.append(word)
        apart = len(word) == 1
    return [word for word in words if word not in ("and", "und")]


def once(words: Iterable[str]) -> list[str]:
    """With each doubled letter written once: Ossier is Osier."""
    return [TWICE.sub(r"\1", word) for word in words]


def readings(name: str) -> Iterator[list[str]]:
    """Its words as they stand, with signs taken for letters, and without the digits that hang on a word."""
    yield from (words_of(spelt) for spelt in (name, name.translate(LEET), HANGING.sub("", name)))


def is_the_sites_voice(name: str) -> bool:
    """Whether a title such as staff or support stands in it, also with a blank inside, or it says nothing but business."""
    if any(word in name for word in WITHOUT_BLANKS.split()):
        return True
    return any(_is_titled(words) or _is_all_trade(words) for words in readings(name))


def _is_titled(words: list[str]) -> bool:
    torn = {"".join(words), *(one + two for one, two in pairwise(words)), *once(words)}
    torn.update(THRICE.sub(r"\1\1", word) for word in words)
    return not TITLE_WORDS.isdisjoint(words) or any(len(word) > 4 for word in torn & TITLE_WORDS)


def _is_all_trade(words: list[str]) -> bool:
    """Whether it is two words of business or more, and small ones between them. One alone may be a surname."""
    told = [word for word in words if word not in PARTICLE_WORDS and not word[0].isdigit()]
    whole = "".join(told)
    if len(told) > 1:
        return TRADE_WORDS.issuperset(told)
    return whole not in TRADE_WORDS and bool(whole) and made_of(whole, LONG_TRADE_WORDS)


def made_of(letters: str, words: Collection[str]) -> bool:
    """Whether these letters are words such as help or support, one after the other."""
    ends = {0}
    for at in range(len(letters)):
        if at in ends:
            ends |= {end for end in range(at + 1, min(at + LONGEST, len(letters)) + 1) if letters[at:end] in words}
    return len(letters) in ends


def reads_like_person(name: str, person: str) -> bool:
    """Whether it is this person's name with ornaments, in another order or with something beside it."""
    theirs = words_of(person)
    return bool(theirs) and any(_holds_person(words, theirs) for words in readings(name))


def _holds_person(words: list[str], theirs: list[str]) -> bool:
    if "".join(theirs) == "".join(words):
        return True
    if len(theirs) > 1 and any(words[at : at + len(theirs)] == theirs for at in range(len(words))):
        return True
    plain = sorted(word for word in words if len(word) > 1 and not word[0].isdigit())
    return plain == sorted(word for word in theirs if len(word) > 1)
