"""Suggestions for themes: which aspects the sentences of a product's reviews speak about, how often, and for or against.

An aspect is a name of the word list, or a word or pair of words that these reviews themselves keep using as a thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from commerce.reviews import polarity, wordlist
from commerce.reviews.polarity import Polarity

_FEWEST = 3
_POINTED_AT = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of one review, as stored. What should change speaks against the thing as it is, however kindly."""

    id: int
    review_id: int
    text: str
    is_wish: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """That one sentence speaks about an aspect, and how."""

    line: Line
    polarity: Polarity


@dataclass(slots=True)
class Suggestion:
    """An aspect with every sentence that mentions it."""

    aspect: str
    mentions: list[Mention] = field(default_factory=list)

    def count(self, wanted: Polarity) -> int:
        """How many sentences speak like this."""
        return sum(mention.polarity is wanted for mention in self.mentions)

    @property
    def positive(self) -> int:
        """How many sentences speak for it."""
        return self.count(Polarity.POSITIVE)

    @property
    def negative(self) -> int:
        """How many sentences speak against it."""
        return self.count(Polarity.NEGATIVE)

    @property
    def reviews(self) -> int:
        """How many reviews mention it."""
        return len({mention.line.review_id for mention in self.mentions})

    @property
    def examples(self) -> list[Mention]:
        """One short sentence against and one for, as far as there are any."""
        by_length = sorted(self.mentions, key=lambda mention: abs(len(mention.line.text) - 80))
        wanted = (Polarity.NEGATIVE, Polarity.POSITIVE)
        found = [next((one for one in by_length if one.polarity is spoken), None) for spoken in wanted]
        return [mention for mention in found if mention is not None]


def suggest(lines: Iterable[Line], skip: Iterable[str] = (), most: int = 40) -> list[Suggestion]:
    """The aspects that the sentences judge, most reviews first; skip holds words for the product as a whole."""
    read = [(line, wordlist.tokens(line.text)) for line in lines]
    skipped = {wordlist.fold(word.lower()) for word in skip}
    phrases = dict(wordlist.aspect_list().names) | _own_words(read, skipped)
    found: dict[str, Suggestion] = {}
    for line, tokens in read:
        for aspect, spoken in aspects_of(tokens, phrases).items():
            spoken = Polarity.NEGATIVE if line.is_wish else spoken
            found.setdefault(aspect, Suggestion(aspect)).mentions.append(Mention(line, spoken))
    judged = [one for one in found.values() if one.aspect not in skipped and one.positive + one.negative >= 2]
    return sorted(judged, key=lambda one: (-one.reviews, -len(one.mentions), one.aspect))[:most]


def aspects_of(tokens: Sequence[str], phrases: dict[tuple[str, ...], str]) -> dict[str, Polarity]:
    """Which aspects one sentence mentions, each with the polarity of all its mentions together."""
    folded = [wordlist.fold(token) for token in tokens]
    signs = polarity.opinions(tokens)
    scores: dict[str, float] = defaultdict(float)
    for start, end in _spans(folded, phrases):
        phrase = tuple(folded[start:end])
        scores[phrases[phrase]] += _own_sign(tokens, phrase, start) or polarity.toward(signs, tokens, start, end)
    return {aspect: polarity.polarity_of(score) for aspect, score in scores.items()}


def _spans(folded: Sequence[str], phrases: dict[tuple[str, ...], str]) -> Iterable[tuple[int, int]]:
    """Where phrases stand, the longest first; no word is used twice."""
    at = 0
    while at < len(folded):
        for length in (3, 2, 1):
            if tuple(folded[at : at + length]) in phrases and at + length <= len(folded):
                yield at, at + length
                at += length - 1
                break
        at += 1


def _own_sign(tokens: Sequence[str], phrase: tuple[str, ...], start: int) -> float:
    """What the phrase says by itself: too much of anything speaks against, a negation turns it round."""
    sign = wordlist.aspect_list().signs.get(phrase, 0)
    if sign and "too" in tokens[max(0, start - 1) : start]:
        return -1
    return -sign if sign and polarity.is_negated(tokens, start) else sign


def _own_words(read: Sequence[tuple[Line, list[str]]], skipped: set[str]) -> dict[tuple[str, ...], str]:
    """Words and pairs that these reviews use as things, by themselves, beyond the word list."""
    counts: Counter[tuple[str, ...]] = Counter()
    pointed: Counter[tuple[str, ...]] = Counter()
    for _, tokens in read:
        for at in range(len(tokens)):
            for phrase in (tuple(tokens[at : at + 1]), tuple(tokens[at : at + 2])):
                if not all(_may_be_a_thing(word, skipped) for word in phrase):
                    continue
                thing = tuple(wordlist.fold(word) for word in phrase)
                counts[thing] += 1
                pointed[thing] += at > 0 and tokens[at - 1] in wordlist.words("pointer")
    known = wordlist.aspect_list().names
    return {
        thing: " ".join(thing)
        for thing, count in counts.items()
        if count >= _FEWEST and pointed[thing] >= count * _POINTED_AT and thing not in known
    }


def _may_be_a_thing(word: str, skipped: set[str]) -> bool:
    if len(word) < 3 or word[0].isdigit() or wordlist.fold(word) in skipped:
        return False
    return not any(word in wordlist.words(name) for name in ("common", "positive", "negative"))
