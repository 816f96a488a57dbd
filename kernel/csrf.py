"""No other site may act in a person's name: unsafe requests must come from our own pages and carry the session's token.

The browser's own Sec-Fetch-Site is asked first, Origin or Referer where it is missing; the token is the second lock.
A stale form never loses what was typed: it comes back with a fresh token to be sent again, also once its owner has signed in
in another tab of the same browser meanwhile.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

from kernel.access import Access, SignInFirst, viewer
from kernel.keyed import signed

SAFE = ("GET", "HEAD", "OPTIONS")


class StaleForm(Exception):  # noqa: N818
    """The form's token belongs to a session that has ended; the page shows what was typed and offers to send it again."""


class ForeignForm(Exception):  # noqa: N818
    """The request came from another site; nothing of it is used."""


def guest_cookie() -> str:
    """`__Host-guest` on HTTPS, which no subdomain can set; plain `guest` on HTTP, where browsers refuse that prefix."""
    return "__Host-guest" if current_app.config["HTTPS"] else "guest"


def secret_of_session() -> str:
    """What ties forms to this browser: the session's secret, or a guest's random cookie."""
    viewer()  # loads the session, which sets g.session_secret
    if "session_secret" in g:
        return str(g.session_secret)
    if "guest_secret" not in g:
        g.guest_secret = request.cookies.get(guest_cookie()) or secrets.token_urlsafe(24)
    return str(g.guest_secret)


def _expected(secret: str) -> bytes:
    return bytes.fromhex(signed("csrf", secret)[:32])


def csrf_token() -> str:
    """The session's token, masked afresh for each page so that compression cannot leak it."""
    g.personal = True
    if "csrf_mask" not in g:
        mask = secrets.token_bytes(16)
        g.csrf_mask = (mask + bytes(a ^ b for a, b in zip(mask, _expected(secret_of_session()), strict=True))).hex()
    return str(g.csrf_mask)


def _matches(sent: str, secret: str) -> bool:
    try:
        raw = bytes.fromhex(sent)
    except ValueError:
        return False
    if len(raw) != 32:
        return False
    return hmac.compare_digest(bytes(a ^ b for a, b in zip(raw[:16], raw[16:], strict=True)), _expected(secret))


def _own_origins() -> set[str]:
    return {request.host_url.rstrip("/"), current_app.config["SITE_URL"]}


def from_our_page() -> bool:
    """Whether the request says that a page of ours made it."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(source)
    return f"{parts.scheme}://{parts.netloc}" in _own_origins()


def _outlived_signing_in(sent: str) -> bool:
    """Whether the form was shown to this browser as a guest's, and the browser itself says that it comes from our page."""
    guest = request.cookies.get(guest_cookie(), "")
    return bool(guest and request.headers.get("Sec-Fetch-Site") == "same-origin" and _matches(sent, guest))


def _gate() -> None:
    if request.method in SAFE:
        return
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or getattr(view, "access", None) is Access.MACHINE:
        return
    if not from_our_page():
        raise ForeignForm
    sent = request.headers.get("X-CSRF-Token") or request.form.get("csrf_token", "")
    if not _matches(sent, secret_of_session()) and not _outlived_signing_in(sent):
        raise StaleForm if viewer() or getattr(view, "access", None) is Access.PUBLIC else SignInFirst


def _remember_guest(response: Response) -> Response:
    secret = g.get("guest_secret")
    if secret and "csrf_mask" in g and request.cookies.get(guest_cookie()) != secret:
        response.set_cookie(guest_cookie(), secret, httponly=True, samesite="Lax", secure=current_app.config["HTTPS"])
    return response


def install(app: Flask) -> None:
    """Put the gate before every request and the token into every template."""
    app.before_request(_gate)
    app.after_request(_remember_guest)
    app.jinja_env.globals["csrf_token"] = csrf_token
