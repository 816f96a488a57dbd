"""What an answer carries whatever became of the act, also where an outage goes past all hooks: the cookie of a session whose
token has been renewed, without which the browser would be signed out.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, g


def carry(put: Callable[[Response], object]) -> None:
    """Have this put onto this request's answer, whichever it will be."""
    g.setdefault("carried", []).append(put)


def put_on(response: Response) -> None:
    """Put onto the answer what it has to carry, once."""
    for put in g.pop("carried", ()):
        put(response)
