"""What every answer has in common: strict headers, an error page with a way out, and nothing typed ever lost."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, Response, current_app, flash, g, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, UnicodeConverter, ValidationError

from kernel import bare_page, carried
from kernel.access import SignInFirst, viewer
from kernel.csrf import ForeignForm, StaleForm, csrf_token, guest_cookie
from kernel.database import db
from kernel.htmx import is_fragment
from kernel.policy import Refused
from kernel.rules import RuleBroken, Throttled, TooManyTries
from kernel.typed import typed

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "HX-Ours": "yes",  # what a proxy answers in our place lacks it, and is not swapped into a page
}
AGAIN_AFTER = "2"  # seconds
WORDS = {
    400: "The browser sent something this page could not read.",
    404: "There is no page at this address. It may have been moved, hidden or withdrawn.",
    405: "This address cannot be used in that way.",
    413: "What you sent is too large. Pictures may have up to 20 MB each and 48 MB together, texts up to 10,000 characters.",
    415: "This kind of file cannot be used here.",
}


class Number(IntegerConverter):
    """`<int:…>` in an address: what no row could have as its id is no address, rather than a database error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": 2**63 - 1, **kwargs})


class Plain(UnicodeConverter):
    """A word in an address: no database looks up a NUL, so an address that holds one is no address."""

    def to_python(self, value: str) -> str:
        """The word as routes get it."""
        if "\x00" in value:
            raise ValidationError
        return str(super().to_python(value))


def error_answer(code: int, words: str, **told: Any) -> Response:
    """A page with a way out, or for htmx the words alone in the page's notice."""
    if is_fragment():
        return _noticed(render_template("_notice.html", words=words, tone="bad", out_of_band=False), code)
    template = f"errors/{code}.html" if code in (403, 404, 413, 422, 429) else "errors/400.html"
    sent = typed() if request.method == "POST" else []
    back = _path_of(request.referrer or "") if request.method == "POST" else ""
    about = {"words": words, "typed": sent, "again_url": request.path, "back": back} | told
    return make_response(render_template(template, **about), code)


def _noticed(body: str, code: int) -> Response:
    response = Response(body, code)
    response.headers.update({"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"})
    return response


def _bare(code: int) -> Response:
    """What broke may be what every other page asks, so this one asks for nothing; what was typed is shown if it can be."""
    try:
        if is_fragment():
            return _noticed(bare_page.notice(code), code)
        sent = typed() if request.method == "POST" else []
        again = "/" + (request.path if request.method == "POST" else request.full_path.rstrip("?")).lstrip("/")
        return Response(bare_page.page(code, sent, again, _known_tokens() if sent else Markup()), code)
    except Exception:
        current_app.logger.exception("the error page could not be drawn")
        return Response(bare_page.ready(code), code)


def _known_tokens() -> Markup:
    """The form's token when it is known who asks, since nobody may be looked up now; and its key, so that it counts once."""
    if "viewer" not in g or not (g.viewer or request.cookies.get(guest_cookie())):
        return Markup()
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return field.format("csrf_token", csrf_token()) + field.format("once", request.form.get("once", ""))


def ready_answer(code: int, page: str = "") -> Response:
    """The answer of last resort, made without a request: whole, with all headers."""
    response = Response(page or bare_page.ready(code), code)
    if code == 503:
        response.headers["Retry-After"] = AGAIN_AFTER
    response.headers["Cache-Control"] = "no-store"
    return _finish(response)


def away(error: Exception) -> Response:
    """The answer while the database or the machine is away, full or busy. It cannot fail."""
    current_app.logger.error("outage", exc_info=error)
    _let_go()
    response = _bare(503)
    response.headers["Retry-After"] = AGAIN_AFTER
    response.headers["Cache-Control"] = "no-store"
    return _finish(response)


def _let_go() -> None:
    """End whatever transaction the failure left open."""
    try:
        db.session.rollback()
    except Exception:  # the connection went with it
        db.session().invalidate()


def _sign_in_first(_error: SignInFirst) -> Any:
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("sessions.sign_in", next=request.full_path.rstrip("?")), 303)
    if is_fragment():
        back = request.headers.get("HX-Current-URL", "")
        flash("Sign in first." + (" What you typed is kept and waits for you." if typed() else ""))
        return Response(status=204, headers={"HX-Redirect": url_for("sessions.sign_in", next=_path_of(back))})
    return _expired(
        "You are not signed in (any more). Sign in in a new tab, then send this again: nothing is lost.", 401
    )


def _path_of(url: str) -> str:
    """The path of one of our own pages; the front page for any other."""
    ours = (request.host_url, current_app.config["SITE_URL"] + "/")
    return next((url[len(base) - 1 :] for base in ours if url.startswith(base)), "/")


def _expired(words: str, code: int) -> Response:
    if is_fragment():
        return error_answer(code, "This page is out of date. Reload it, then try again.")
    page = render_template("errors/expired.html", words=words, typed=typed(), again_url=request.full_path.rstrip("?"))
    return make_response(page, code)


def _stale(_error: StaleForm) -> Response:
    return _expired("This form was open for so long that its session ended. Look it over and send it again.", 400)


def _foreign(_error: ForeignForm) -> Response:
    return error_answer(
        403, "This request came from another site, so nothing was done. Please use the form on our own page."
    )


def _throttled(error: Throttled) -> Response:
    told: dict[str, Any] = {"of_password": isinstance(error, TooManyTries)}
    if told["of_password"] and viewer() is None:  # nothing but the address and the password to send again
        told |= {"typed": [], "back": request.path}
    response = error_answer(429, error.words, **told)
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _broken(error: Exception) -> Response:
    current_app.logger.exception("request %s failed", g.get("request_id"))
    _let_go()
    return _bare(500)


def _http(error: HTTPException) -> Any:
    if error.response is not None or (error.code or 500) < 400:
        return error
    code = error.code or 500
    if code in bare_page.TITLES:
        return _bare(code)
    return error_answer(code, WORDS.get(code, error.description or "This did not work."))


def _finish(response: Response) -> Response:
    carried.put_on(response)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["HTTPS"]:
        response.headers["Strict-Transport-Security"] = current_app.config["HSTS"]
    response.headers["X-Request-Id"] = g.get("request_id", "-")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store" if g.get("viewer") or g.get("personal") else "no-cache"
        response.vary.update(("Cookie", "HX-Request"))
    if current_app.debug or current_app.testing:
        response.headers["X-Queries"] = str(g.get("queries", 0))
    return response


def _begin() -> None:
    g.request_id = secrets.token_hex(8)


def install(app: Flask) -> None:
    """Register the one handler for each kind of refusal or failure, and the headers."""
    app.url_map.converters |= {"int": Number, "string": Plain, "default": Plain}
    app.before_request(_begin)
    app.after_request(_finish)
    app.register_error_handler(SignInFirst, _sign_in_first)
    app.register_error_handler(Refused, lambda error: error_answer(403, error.reason))
    app.register_error_handler(RuleBroken, lambda error: error_answer(422, error.message))
    app.register_error_handler(StaleForm, _stale)
    app.register_error_handler(ForeignForm, _foreign)
    app.register_error_handler(Throttled, _throttled)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def trust_proxies(app: Flask, hops: int) -> None:
    """Believe X-Forwarded-For and -Proto from exactly this many proxies in front; none by default.

    Of the name they were asked for we take the Host header, which proxies pass on; few set X-Forwarded-Host themselves.
    """
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
