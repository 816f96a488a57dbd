"""The site as the server calls it: read the body, then take a thread of the right kind, then send.

Pages, acts and uploads have threads of their own: a visitor's page never waits for a writer or a picture.
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop, Future
from contextlib import nullcontext
from functools import partial
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException

from kernel.csrf import SAFE
from kernel.gateway import access_log
from kernel.gateway.answers import CLOSE, LEFT_SECONDS, OPENED_SECONDS, Headers, answer, folder_in, sweep
from kernel.gateway.bodies import Body, CutOff, NoRoom, Patience, Room, TooLarge, drain, empty_body
from kernel.gateway.environ import environ_of, is_unreadable, visitor
from kernel.gateway.pools import Pool
from kernel.gateway.refusals import Refusals
from kernel.throttle import networks

PAGES_WAITING, ACTS_WAITING, UPLOADS_WAITING = 400, 200, 100


class Gateway:
    """One per server process, by the RSGI protocol."""

    def __init__(self, site: Flask) -> None:
        site.config["SHARED_THREADS"] = None  # who waits to write takes no thread from readers
        self._site, self._patience = site, site.config.get("PATIENCE") or Patience()
        self._refusals, self._routes = Refusals(site), site.url_map.bind("")
        self._small, self._hops = site.config["MAX_CONTENT_LENGTH"], site.config["TRUSTED_PROXIES"]
        self._folder, self._room = Path(site.config["DATA_DIR"]), Room()
        self._sending = folder_in(self._folder)
        self._pages = Pool("pages", site.config["THREADS"], PAGES_WAITING)
        self._acts = Pool("acts", site.config["THREADS"], ACTS_WAITING)
        self._uploads = Pool("uploads", 1, UPLOADS_WAITING)
        self._logs = site.config["ACCESS_LOG"]

    def __rsgi_init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        loop.call_later(LEFT_SECONDS + 1, sweep, self._sending)  # what was left before this start is that old by then
        for pool in (self._pages, self._acts, self._uploads):
            pool.start()

    def __rsgi_del__(self, _loop: AbstractEventLoop) -> None:
        for pool in (self._pages, self._acts, self._uploads):
            pool.end()

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        headers = scope.headers
        if is_unreadable(headers):
            self._refuse(scope, proto, "unreadable")
        elif "content-length" not in headers and "transfer-encoding" not in headers:
            await self._answer(self._pool(scope), environ_of(scope, BytesIO(), None), proto)
        else:
            proto.__aiter__()  # begins the body
            await self._take_in(scope, proto)

    async def _take_in(self, scope: Any, proto: Any) -> None:
        with empty_body(self._folder) as body:
            try:
                await self._with_body(scope, proto, body)
            except TimeoutError:
                self._refuse(scope, proto, "slow")
            except CutOff:
                self._refuse(scope, proto, "cut")
            except NoRoom:
                self._refuse(scope, proto, "busy")
                await self._hear_out(scope, proto, self._patience.small)

    async def _with_body(self, scope: Any, proto: Any, body: Body) -> None:
        declared = _declared(scope)
        takes = self._takes_uploads(scope, declared)
        too_large = declared or 0
        if too_large <= (takes or self._small):
            try:
                if takes:
                    await self._with_upload(scope, proto, body, declared, takes)
                else:
                    await body.read(proto, declared, self._small, self._patience.small)
                    await self._answer(self._pool(scope), environ_of(scope, body.file, body.length), proto)
                return
            except TooLarge:
                too_large = body.length
        await self._answer(self._acts, environ_of(scope, BytesIO(), too_large), proto, [CLOSE])
        await self._hear_out(scope, proto, self._patience.for_upload(too_large))

    async def _hear_out(self, scope: Any, proto: Any, seconds: float) -> None:
        if "expect" not in scope.headers:
            await drain(proto, seconds)

    async def _with_upload(self, scope: Any, proto: Any, body: Body, declared: int | None, most: int) -> None:
        length = most if declared is None else declared
        theirs = networks(visitor(scope, self._hops))
        with self._room.taken(length, theirs) if length > self._small else nullcontext(int) as came:
            await body.read(proto, declared, most, self._patience.for_upload(length))
            came()
            await self._answer(self._uploads, environ_of(scope, body.file, body.length), proto)

    def _pool(self, scope: Any) -> Pool:
        return self._pages if scope.method in SAFE else self._acts

    def _takes_uploads(self, scope: Any, declared: int | None) -> int:
        """How many bytes the route takes as an upload, 0 when it takes none."""
        if (
            declared is not None
            and declared <= self._small
            and "multipart" not in scope.headers.get("content-type", "")
        ):
            return 0
        try:
            endpoint, _ = self._routes.match(scope.path, scope.method)
        except HTTPException:
            return 0
        return getattr(self._site.view_functions[endpoint], "most_bytes", 0)

    async def _answer(self, pool: Pool, environ: dict[str, Any], proto: Any, more: Headers | None = None) -> None:
        answered = self._loop.create_future()
        if pool.give(partial(self._in_thread, environ, proto, more or [], answered)):
            await answered
        else:
            self._log(environ, self._refusals.send(proto, "busy"))

    def _refuse(self, scope: Any, proto: Any, why: str) -> None:
        status = self._refusals.send(proto, why)
        if self._logs:
            self._log(environ_of(scope, BytesIO(), None), status)

    def _log(self, environ: dict[str, Any], status: int, seconds: float = 0) -> None:
        if self._logs:
            access_log.note(self._routes, environ, status, seconds)

    def _in_thread(self, environ: dict[str, Any], proto: Any, more: Headers, answered: Future[None]) -> None:
        begun, file = monotonic(), None
        try:
            try:
                status, file = answer(self._site, environ, proto, self._sending, more)
            except OSError:
                status = self._refusals.send(proto, "busy")
            except BaseException:  # the visitor waits for an answer, whatever it was
                logging.getLogger(__name__).exception("an answer broke")
                status = self._refusals.send(proto, "broken")
            self._log(environ, status, monotonic() - begun)
        finally:
            self._loop.call_soon_threadsafe(self._done, answered, file)

    def _done(self, answered: Future[None], file: Path | None) -> None:
        if file is not None:
            self._loop.call_later(OPENED_SECONDS, partial(file.unlink, missing_ok=True))
        answered.set_result(None)


def _declared(scope: Any) -> int | None:
    """The length that the request tells; None when it is sent in chunks."""
    told = scope.headers.get("content-length")
    return int(told) if told is not None and "transfer-encoding" not in scope.headers else None
