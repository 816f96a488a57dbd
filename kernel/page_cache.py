"""Guests share one rendering of a public page for a moment; nobody who is signed in ever sees or feeds the cache.

What is stored is the finished, compressed answer. A page is at most PAGE_CACHE_SECONDS old, which no rule depends on.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, g, request

from kernel.access import Access

MOST = 400
LARGEST = 200_000
_lock = Lock()
Hooks = tuple[Callable[[], None], ...]
_pages: OrderedDict[tuple[str, ...], tuple[float, bytes, list[tuple[str, str]], Hooks]] = OrderedDict()


def each_time(hook: Callable[[], None]) -> None:
    """Do this now, and again each time this very page is served from the cache."""
    g.setdefault("each_time", []).append(hook)
    hook()


def _key() -> tuple[str, ...] | None:
    """The page's key, or None when this request may not share: any cookie may make a page personal."""
    if request.method != "GET" or request.cookies or not current_app.config["PAGE_CACHE_SECONDS"]:
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "access", None) is not Access.PUBLIC:
        return None
    fragment = request.headers.get("HX-Request", "") + request.headers.get("HX-Request-Type", "")
    gzip = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else ""
    return (request.full_path, request.host_url, fragment, gzip)


def _serve() -> Any:
    key = _key()
    if key is None:
        return None
    g.cache_key = key
    with _lock:
        stored = _pages.get(key)
    if stored is None or stored[0] < time.monotonic():
        return None
    g.cached = True
    for hook in stored[3]:
        hook()
    return Response(stored[1], headers=stored[2])


def _keep(response: Response) -> Response:
    key = g.get("cache_key")
    if key is None or g.get("cached") or g.get("personal") or response.status_code != 200:
        return response
    if (
        response.direct_passthrough
        or "Set-Cookie" in response.headers
        or {"immutable", "no-store"} & set(response.headers.get("Cache-Control", "").replace(",", " ").split())
    ):
        return response
    body = response.get_data()
    if len(body) > LARGEST:
        return response
    lives_until = time.monotonic() + current_app.config["PAGE_CACHE_SECONDS"]
    with _lock:
        _pages[key] = (lives_until, body, list(response.headers.items()), tuple(g.get("each_time", ())))
        _pages.move_to_end(key)
        while len(_pages) > MOST:
            _pages.popitem(last=False)
    return response


def install(app: Flask) -> None:
    """Look before the view; keep after the answer is whole (so this is registered before what finishes it)."""
    app.before_request(_serve)
    app.after_request(_keep)
