"""Whether a sentence speaks for or against what it mentions.

Opinion words are counted, near ones more than far ones, and turned round after a negation.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from commerce.reviews import wordlist

_REACH = 3
_NEAR = 12


class Polarity(StrEnum):
    """For, against, or neither."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"

    @property
    def words(self) -> str:
        """How the page says it."""
        return {"positive": "for", "negative": "against", "neutral": "neither"}[self.value]


def polarity_of(score: float) -> Polarity:
    """A signed score in words."""
    if score == 0:
        return Polarity.NEUTRAL
    return Polarity.POSITIVE if score > 0 else Polarity.NEGATIVE


def opinions(tokens: Sequence[str]) -> list[int]:
    """For each token 1 when it speaks for, -1 when against, 0 when neither; a negation just before turns it round."""
    signs = [_sign(tokens, at) for at in range(len(tokens))]
    for at, sign in enumerate(signs):
        if sign and is_negated(tokens, at):
            signs[at] = -sign
        elif sign > 0 and _is_wished(tokens, at):
            signs[at] = -1
    return signs


def _is_wished(tokens: Sequence[str], at: int) -> bool:
    """Whether the good word is only wished for: could be better, if it were lighter."""
    return any(word in wordlist.words("wish") for word in tokens[max(0, at - _REACH) : at])


def _sign(tokens: Sequence[str], at: int) -> int:
    word = tokens[at]
    if at and tokens[at - 1] == "too" and word[0].isalpha() and word not in wordlist.words("after_also"):
        return -1
    if word == "like" and (at == 0 or tokens[at - 1] not in wordlist.words("before_like")):
        return 0
    if word in wordlist.words("positive"):
        return 1
    return -1 if word in wordlist.words("negative") else 0


def is_negated(tokens: Sequence[str], at: int) -> bool:
    """Whether one of the few words before turns the meaning round."""
    before = tokens[max(0, at - _REACH) : at]
    return any(word in wordlist.words("negation") or word.endswith("n't") for word in before) and "only" not in before


def toward(signs: Sequence[int], tokens: Sequence[str], start: int, end: int) -> float:
    """How the opinion words near by in the same clause speak of the words from start to end; "no remote" speaks against."""
    turns = wordlist.words("turn")
    low, high = start, end
    while low > max(0, start - _NEAR) and tokens[low - 1] not in turns:
        low -= 1
    while high < min(len(tokens), end + _NEAR) and tokens[high] not in turns:
        high += 1
    total = sum(signs[at] / (start - at) for at in range(low, start))
    total += sum(signs[at] / (at - end + 1) for at in range(end, high))
    if total:
        return total
    return -1.0 if is_negated(tokens, start) or any(word.endswith("n't") for word in tokens[low:high]) else 0.0


def of_sentence(sentence: str) -> Polarity:
    """Whether the whole sentence speaks for or against."""
    return polarity_of(sum(opinions(wordlist.tokens(sentence))))
