"""What every template can call. Undefined names are errors, so a misspelt one never renders as nothing."""

from __future__ import annotations

from typing import Any

from flask import Flask, get_flashed_messages
from jinja2 import StrictUndefined

from kernel.access import viewer
from kernel.markup import excerpt


def dom_id(thing: Any, part: str = "") -> str:
    """The id of a thing's place on a page, the same wherever it is drawn: `concept-9-support`."""
    name = type(thing).__name__.lower()
    return f"{name}-{thing.id}-{part}" if part else f"{name}-{thing.id}"


def install(app: Flask) -> None:
    """Give the environment its globals."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(dom_id=dom_id, excerpt=excerpt, get_flashed_messages=get_flashed_messages)

    def form_tokens() -> Any:
        return app.jinja_env.get_template("components/tokens.html").module.form_tokens()  # type: ignore[attr-defined]

    app.jinja_env.globals["form_tokens"] = form_tokens
    app.context_processor(lambda: {"viewer": viewer()})
