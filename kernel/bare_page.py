"""Error pages for when the database is what failed: they ask it for nothing, and stand ready in case drawing them fails too."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from kernel.brand.brand import last_shown
from kernel.typed import Typed

TITLES = {500: "Something broke on our side", 503: "Back in a moment"}
WORDS = {
    500: "This page could not be shown. It is noted and will be looked at.",
    503: "The site cannot load or save anything right now. It will recover by itself.",
}
WAYS = {500: "Trying again in a minute often helps.", 503: "Please try again in a few seconds."}
KEPT = "What you sent was not saved, as far as we can tell. It is kept below: send it again in a moment."
NOTICES = {
    500: "Something broke on our side. It is noted and will be looked at.",
    503: "That did not work: the site cannot load or save anything right now. Please try again in a moment.",
}


def page(code: int, typed: list[Typed], again_url: str, tokens: Markup) -> str:
    """The page for 500 or 503, with what was typed and a form to send it again."""
    return _drawn(current_app, code, typed, again_url, tokens)


def notice(code: int) -> str:
    """The same in one sentence, for the page's notice."""
    return f'<p class="notice notice--bad">{NOTICES[code]}</p>'


def still(app: Flask, title: str, words: str, way_out: str) -> str:
    """A page in other words, for whoever answers without the site."""
    return _rendered(app, title=title, words=words, way_out=way_out, typed=[], again_url="", tokens=Markup())


def ready(code: int) -> str:
    """The page as it was made at start-up."""
    pages: dict[int, str] = current_app.extensions["bare_pages"]
    return pages[code]


def _drawn(app: Flask, code: int, typed: list[Typed], again_url: str, tokens: Markup) -> str:
    way_out = KEPT if typed and code == 503 else WAYS[code]
    told = {"title": TITLES[code], "words": WORDS[code], "way_out": way_out}
    return _rendered(app, **told, typed=typed, again_url=again_url, tokens=tokens)


def _rendered(app: Flask, **told: Any) -> str:
    brand = last_shown(app)
    about = {"name": brand.name if brand else "Commonmade", "css_url": brand.css_url if brand else ""}
    return app.jinja_env.get_template("errors/bare.html").render(about | told)


def install(app: Flask) -> None:
    """Make the pages while all is well. Call it again when the brand is known."""
    app.extensions["bare_pages"] = {code: _drawn(app, code, [], "", Markup()) for code in TITLES}
