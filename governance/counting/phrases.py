"""The small words of a count: numbers with their nouns, amounts rounded down to what can be paid, names in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.counting.outcome import ToldApart
from governance.counting.single_transferable import ONE
from kernel.figures import money_words


def counted(number: int, thing: str) -> str:
    """A number with its noun: "1 vote", "1,331 votes"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def listed(words: Sequence[str]) -> str:
    """ "Lamp", "Lamp and Chair", "Lamp, Chair and Table"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def quoted(names: Any, keys: Sequence[Any]) -> str:
    """The names of these, quoted and listed."""
    return listed([f"“{names[key]}”" for key in keys])


def transferred(votes: int) -> str:
    """Hundred-thousandths of a vote as people read them, rounded down to two places: "7 votes", "7.25 votes"."""
    whole, rest = divmod(votes, ONE)
    return f"{whole:,}.{rest * 100 // ONE:02} votes" if rest * 100 // ONE else counted(whole, "vote")


@dataclass(frozen=True, slots=True)
class Amounts:
    """How this count's amounts are said: money of a currency, or places when there is none."""

    currency: str | None

    def __call__(self, amount: Fraction | int) -> str:
        """An amount of the contest's unit, rounded down: "€12.50", "2 places"."""
        return money_words(int(amount), self.currency) if self.currency else counted(int(amount), "place")


WHY = {
    ToldApart.COST: "the cheaper goes first",
    ToldApart.DRAW: "the order drawn before the round opened decides",
    ToldApart.ID: "the lower id goes first",
    ToldApart.EARLIER_STAGE: "an earlier stage at which they differed decides",
}
