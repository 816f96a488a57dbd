"""What every template can call. Undefined names are errors, so a misspelt one never renders as nothing."""

from __future__ import annotations

from typing import Any

from flask import Flask, get_flashed_messages
from jinja2 import StrictUndefined
from markupsafe import Markup

from kernel.access import viewer
from kernel.csrf import csrf_token
from kernel.idempotency import once_key
from kernel.markup import excerpt

HIDDEN = Markup('<input type="hidden" name="csrf_token" value="{}"><input type="hidden" name="once" value="{}">')


def dom_id(thing: Any, part: str = "") -> str:
    """The id of a thing's place on a page, the same wherever it is drawn: `concept-9-support`."""
    name = type(thing).__name__.lower()
    return f"{name}-{thing.id}-{part}" if part else f"{name}-{thing.id}"


def form_tokens() -> Markup:
    """The hidden fields of every POST form: the session's token, and a key that makes the form count once."""
    return HIDDEN.format(csrf_token(), once_key())


def install(app: Flask) -> None:
    """Give the environment its globals."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(dom_id=dom_id, excerpt=excerpt, get_flashed_messages=get_flashed_messages)

    app.jinja_env.globals["form_tokens"] = form_tokens
    app.context_processor(lambda: {"viewer": viewer()})
