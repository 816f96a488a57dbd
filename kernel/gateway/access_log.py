"""One line for each request, when ACCESS_LOG is set: who asked for what, and what came of it.

Neither queries nor cookies are told, and no word of an address that opens something, such as a letter's token.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from kernel.clock import now

SECRET = ("token", "key", "mark")
LONG = 20  # characters; a part of an address that leads nowhere may be a token with a slip
LONGEST_ADDRESS, LONGEST_METHOD = 45, 20  # of those that are real; a visitor or a proxy may send thousands of letters


def note(routes: MapAdapter, environ: dict[str, Any], status: int, seconds: float) -> None:
    """Tell about this request, once it is answered (the proxies' word about the visitor has been heard by then).

    A log that cannot be written, its disk full or its reader gone, costs lines and nothing else.
    """
    path, method = environ["PATH_INFO"].encode("latin-1").decode(errors="replace"), environ["REQUEST_METHOD"]
    told = _told(routes, path, method)
    who, method = environ["REMOTE_ADDR"][:LONGEST_ADDRESS], method[:LONGEST_METHOD]
    line = f"{now():%Y-%m-%dT%H:%M:%SZ} {who} {method} {told} {status} {seconds * 1000:.0f}ms\n"
    with suppress(OSError, ValueError):
        sys.stdout.write(line)
        sys.stdout.flush()


def _told(routes: MapAdapter, path: str, method: str) -> str:
    """The path, without what opens something."""
    try:
        arguments = routes.match(path, method)[1]
        hidden = {str(value) for name, value in arguments.items() if name in SECRET}
    except HTTPException:
        hidden = {part for part in path.split("/") if len(part) >= LONG}
    return "/".join("…" if part in hidden else quote(part) for part in path.split("/"))
