"""What a count says of one candidate, whichever rule counted."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

C = TypeVar("C", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Standing(Generic[C]):
    """Where a candidate came, with how many votes, and whether only the tie rule decided that it won or missed."""

    candidate: C
    position: int
    votes: int
    won: bool
    by_tie_rule: bool
    standing: bool
