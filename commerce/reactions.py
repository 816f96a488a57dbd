"""What commerce does when the commons decides something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commerce.catalog.drafting import draft_from_concept
from ideas.events import ConceptFoundViable
from kernel.events import Event

SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = [
    (ConceptFoundViable, draft_from_concept),
]
