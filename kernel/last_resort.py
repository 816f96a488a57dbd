"""The last line of defence: whatever goes wrong, also while an error is being answered, the answer is a whole page."""

from __future__ import annotations

from typing import Any

from flask import Flask

from kernel import web
from kernel.outage import is_outage


class GuardedFlask(Flask):
    """Flask whose outages go past its error handlers and hooks, which would ask the database again."""

    def handle_user_exception(self, e: Exception) -> Any:
        """An error of a route or of what comes before it."""
        if is_outage(e):
            raise e
        return super().handle_user_exception(e)

    def handle_exception(self, e: Exception) -> Any:
        """An error that nobody answered, or that came while the answer was finished."""
        return web.away(e) if is_outage(e) else super().handle_exception(e)


class LastResort:
    """Around the whole site: nothing has been sent before the site is done, so a failure can still become an answer."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._inner: Any = app.wsgi_app

    def __call__(self, environ: Any, start_response: Any) -> Any:
        heads: list[Any] = []
        try:
            body = self._inner(environ, lambda *head: heads.append(head))
        except Exception as error:
            if (self._app.testing or self._app.debug) and not is_outage(error):
                raise
            body = self._answer(error)(environ, lambda *head: heads.append(head))
        start_response(*heads[-1])
        return body

    def _answer(self, error: Exception) -> Any:
        self._app.logger.error("nothing answered this", exc_info=error)
        with self._app.app_context():
            return web.ready_answer(503 if is_outage(error) else 500)


def install(app: Flask) -> None:
    """Stand around everything that wraps the site, so call it last."""
    app.wsgi_app = LastResort(app)  # type: ignore[method-assign]
