"""Facts that the commons tells the packages above it. Ids only, past tense."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True)
class ConceptFoundViable(Event):
    """Staff decided that a winner can be made."""

    concept_id: int


@dataclass(frozen=True)
class RoundCounted(Event):
    """A round has closed and its result is frozen."""

    round_id: int
