"""The status of one concept or of a list of them, for pages: nothing is asked of a round that still hears concepts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ideas.concepts.concept import Concept
from ideas.rounds.phase import Phase
from ideas.status.facts import NONE, facts_of
from ideas.status.status import status_of
from ideas.status.stop import Status


def statuses_of(concepts: Iterable[Concept], at: datetime) -> dict[int, Status]:
    """Each concept's status by id; their rounds must be loaded. One statement at most."""
    listed = list(concepts)
    late = [one.id for one in listed if one.round.phase(at) in (Phase.BALLOTING, Phase.CLOSED)]
    facts = facts_of(late)
    return {one.id: status_of(one, facts.get(one.id, NONE), at) for one in listed}
