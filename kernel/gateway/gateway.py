"""The site as the server calls it: read the body, then take a thread of the right kind, then send.

Pages, acts and uploads have threads of their own: a visitor's page never waits for a writer or a picture.
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop, Future
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from time import monotonic
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException

from kernel.csrf import SAFE
from kernel.gateway import access_log
from kernel.gateway.answers import CLOSE, Headers, answer, plain
from kernel.gateway.bodies import Body, CutOff, Holding, NoRoom, Patience, TooLarge, drain
from kernel.gateway.environ import environ_of
from kernel.gateway.pools import Pool

SMALL = 256 * 1024
PAGES_WAITING, ACTS_WAITING, UPLOADS_WAITING = 400, 200, 100
OPENED_SECONDS = 15  # by then the server has opened a file it was told to send


class Gateway:
    """One per server process, by the RSGI protocol."""

    def __init__(self, site: Flask) -> None:
        self._site, self._patience = site, site.config.get("PATIENCE") or Patience()
        self._routes = site.url_map.bind("")
        self._small = site.config["MAX_CONTENT_LENGTH"] or SMALL
        self._folder = Path(site.config.get("DATA_DIR") or gettempdir())
        self._holding = Holding(self._folder)
        threads = site.config.get("THREADS", 4)
        self._pages = Pool("pages", threads, PAGES_WAITING)
        self._acts = Pool("acts", threads, ACTS_WAITING)
        self._uploads = Pool("uploads", 1, UPLOADS_WAITING)
        self._logs = bool(site.config.get("ACCESS_LOG"))

    def __rsgi_init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        for pool in (self._pages, self._acts, self._uploads):
            pool.start()

    def __rsgi_del__(self, _loop: AbstractEventLoop) -> None:
        for pool in (self._pages, self._acts, self._uploads):
            pool.end()

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        headers = scope.headers
        if "content-length" not in headers and "transfer-encoding" not in headers:
            pool = self._pages if scope.method in SAFE else self._acts
            await self._answer(pool, environ_of(scope, BytesIO(), None), proto)
            return
        proto.__aiter__()  # begins the body
        with self._holding.body() as body:
            try:
                await self._with_body(scope, proto, body)
            except TimeoutError:
                self._refuse(scope, proto, 408)
            except CutOff:
                self._refuse(scope, proto, 400)
            except NoRoom:
                self._refuse(scope, proto, 503)
                await drain(proto, self._patience.small)

    async def _with_body(self, scope: Any, proto: Any, body: Body) -> None:
        declared = _declared(scope)
        takes = self._takes_uploads(scope, declared)
        most = takes or self._small
        pool = self._uploads if takes else self._pages if scope.method in SAFE else self._acts
        seconds = self._patience.for_upload(declared or most) if takes else self._patience.small
        too_large = declared if declared is not None and declared > most else 0
        try:
            if not too_large:
                await body.read(proto, declared, most, seconds)
        except TooLarge:
            too_large = body.length
        if not too_large:
            await self._answer(pool, environ_of(scope, body.file, body.length), proto)
            return
        await self._answer(self._acts, environ_of(scope, BytesIO(), too_large), proto, [CLOSE])
        if "expect" not in scope.headers:
            await drain(proto, self._patience.for_upload(too_large))

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
            plain(proto, 503)
            self._log(environ, 503)

    def _refuse(self, scope: Any, proto: Any, status: int) -> None:
        plain(proto, status)
        self._log(environ_of(scope, BytesIO(), None), status)

    def _log(self, environ: dict[str, Any], status: int, seconds: float = 0) -> None:
        if self._logs:
            access_log.note(self._routes, environ, status, seconds)

    def _in_thread(self, environ: dict[str, Any], proto: Any, more: Headers, answered: Future[None]) -> None:
        begun, status, file = monotonic(), 500, None
        try:
            status, file = answer(self._site, environ, proto, self._folder, more)
        except OSError:
            status = 503
            plain(proto, status)
        except BaseException:  # a thread that ended would be missed
            logging.getLogger(__name__).exception("an answer broke")
            plain(proto, status)
        self._log(environ, status, monotonic() - begun)
        self._loop.call_soon_threadsafe(self._done, answered, file)

    def _done(self, answered: Future[None], file: Any) -> None:
        if file is not None:
            self._loop.call_later(OPENED_SECONDS, file.close)
        answered.set_result(None)


def _declared(scope: Any) -> int | None:
    """The length that the request tells; None when it is sent in chunks."""
    told = scope.headers.get("content-length")
    return int(told) if told is not None and "transfer-encoding" not in scope.headers else None
