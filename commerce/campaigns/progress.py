"""How far a campaign is, and the five honest numbers, which are never added up into something bigger."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Units pledged against the minimum and the cap, with shares of the drawn line in thousandths."""

    units: int
    minimum: int
    cap: int | None

    @property
    def is_met(self) -> bool:
        """Whether the minimum is reached."""
        return self.units >= self.minimum

    @property
    def missing(self) -> int:
        """Units that the minimum still needs."""
        return max(0, self.minimum - self.units)

    @property
    def left(self) -> int | None:
        """Units left under the cap; None when there is no cap."""
        return None if self.cap is None else self.cap - self.units

    @property
    def length(self) -> int:
        """The units that the whole line stands for: the cap, else a quarter more than the larger of the two others."""
        return self.cap if self.cap is not None else max(1, (max(self.minimum, self.units) * 5 + 3) // 4)

    @property
    def percent_of_minimum(self) -> int:
        """Whole percent of the minimum, rounded down so that 100 means reached."""
        return self.units * 100 // self.minimum

    def at(self, units: int) -> int:
        """Where this many units lie on the line, from 0 to 1000."""
        return min(1000, units * 1000 // self.length)

    @property
    def in_words(self) -> str:
        """One sentence for people who do not see the line."""
        if self.is_met:
            end = "the minimum is reached" if self.left != 0 else "the cap is reached"
            return f"{self.units} pledged of {self.minimum} needed: {end}."
        return f"{self.units} pledged of {self.minimum} needed; {self.missing} to go."


@dataclass(frozen=True, slots=True)
class HonestNumbers:
    """Minor units of one currency. Authorised is what payers' banks hold for us: nothing, with bank transfers."""

    pledged: int
    authorised: int
    collected: int
    refunded: int
    minimum: int


def honest_numbers(
    *, pledged: int, collected: int, refunded: int, price_minor: int, minimum_units: int, authorised: int = 0
) -> HonestNumbers:
    """The five numbers of a campaign. Raises ValueError when more went back than came in."""
    if refunded > collected:
        raise ValueError("more refunded than collected")
    return HonestNumbers(pledged, authorised, collected, refunded, price_minor * minimum_units)
