"""How a lower package tells a higher one that something happened: a fact with ids, heard in the teller's own transaction.

Handlers run at once and their errors propagate, so either all of it happens or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """A fact in the past tense. Subclasses are frozen dataclasses that hold ids only."""


Handler = Callable[[Any], None]
_handlers: dict[type[Event], list[Handler]] = {}


def subscribe(subscriptions: Iterable[tuple[type[Event], Handler]]) -> None:
    """Wire a package's SUBSCRIPTIONS. Doing it twice changes nothing."""
    for event, handler in subscriptions:
        handlers = _handlers.setdefault(event, [])
        if handler not in handlers:
            handlers.append(handler)


def publish(event: Event) -> None:
    """Tell every subscriber now, inside the transaction that is open."""
    for handler in _handlers.get(type(event), []):
        handler(event)
