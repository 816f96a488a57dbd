"""One act, two answers: a fragment in place for htmx, a redirect with a notice for a plain browser."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request


def is_fragment() -> bool:
    """Whether htmx asked, and not for a whole page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"


def done(url: str, notice: str = "") -> Any:
    """Go to the page that shows what was done, and say it there."""
    if notice:
        flash(notice)
    if is_fragment():
        return Response(status=204, headers={"HX-Redirect": url})
    return redirect(url, 303)


def answer(partial: str, to: str, notice: str = "", beside: str = "", **context: Any) -> Any:
    """The partial itself for htmx, with the notice beside it; for a plain form a 303 to the page's anchor.

    `beside` is another part of the page, rendered to be swapped out of band: the choices, nothing else.
    """
    if not is_fragment():
        return done(to, notice)
    body = render_template(partial, **context) + beside
    if notice:
        body += render_template("_notice.html", words=notice, tone="good", out_of_band=True)
    return make_response(body)
