"""What happens to concepts, told to packages above."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True)
class ConceptProposed(Event):
    """A concept was published for the first time."""

    concept_id: int


@dataclass(frozen=True)
class ConceptRevised(Event):
    """A new version stands; number is the new version's."""

    concept_id: int
    number: int


@dataclass(frozen=True)
class ConceptWithdrawn(Event):
    """Its author took a concept out of its round."""

    concept_id: int


@dataclass(frozen=True)
class ConceptRejected(Event):
    """Staff took a concept out of its round, with a public reason."""

    concept_id: int
