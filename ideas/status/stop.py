"""What is said of where a concept stands: the stop of the circle, a name, a sentence, and one next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

VOTE = "Vote"


class Stop(StrEnum):
    """The stops of the circle that a concept comes to, in order."""

    CONCEPT = "Concept"
    SUPPORTS = "Supports"
    BALLOT = "Ballot"
    VIABILITY = "Viability"
    PRE_ORDER = "Pre-order"
    MAKING = "Making"
    REVIEWS = "Reviews"


@dataclass(frozen=True, slots=True)
class Status:
    """`name` in two or three words, `words` in a sentence or two. `label` and `url` are the next step, `until` ends it;
    `ends` says what happens then. `is_over`: it goes no further.
    """

    stop: Stop
    name: str
    words: str
    tone: str = "plain"
    is_over: bool = False
    label: str = ""
    url: str = ""
    until: datetime | None = None
    ends: tuple[str, str] = ("", "")

    def said_of(self, title: str) -> str:
        """The same sentence in a letter, where the concept has to be named: “Lamp” won, and staff judge …"""
        start = "It "
        return (
            f"“{title}” {self.words.removeprefix(start)}"
            if self.words.startswith(start)
            else f"“{title}”: {self.words}"
        )

    @property
    def takes_votes(self) -> bool:
        """Whether it is on a ballot that is open."""
        return self.label == VOTE

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Every stop with past, here, over or ahead."""
        stops = list(Stop)
        here = stops.index(self.stop)
        at = "over" if self.is_over else "here"
        return [(one.value, "past" if n < here else at if n == here else "ahead") for n, one in enumerate(stops)]
