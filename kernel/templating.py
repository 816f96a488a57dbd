"""What every template can call. Undefined names are errors, so a misspelt one never renders as nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import flask
from flask import Flask, get_flashed_messages
from flask.templating import Environment
from jinja2 import StrictUndefined, Template
from jinja2.environment import TemplateModule
from markupsafe import Markup

from kernel.access import viewer
from kernel.csrf import csrf_token
from kernel.idempotency import once_key
from kernel.last_resort import GuardedFlask
from kernel.markup import excerpt


class SharedMacros(Template):
    """A template whose macros are made once. Jinja compares all globals at every import in case they differ; ours never do."""

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        return super()._get_default_module()


class SiteEnvironment(Environment):
    """Flask's environment with shared macros. A page asks for some two hundred templates, which never change in service."""

    template_class = SharedMacros

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._known: dict[str, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """The template of this name, remembered but for where files are watched for changes."""
        known = self._known.get(name) if globals is None and isinstance(name, str) else None
        if known is None:
            known = super().get_template(name, parent, globals)
            if globals is None and not self.auto_reload:
                self._known[known.name or ""] = known
        return known


class SiteApp(GuardedFlask):
    """Flask with our template environment, guarded against outages."""

    jinja_environment = SiteEnvironment


def dom_id(thing: Any, part: str = "") -> str:
    """The id of a thing's place on a page, the same wherever it is drawn: `concept-9-support`."""
    name = type(thing).__name__.lower()
    return f"{name}-{thing.id}-{part}" if part else f"{name}-{thing.id}"


def form_tokens() -> Markup:
    """The hidden fields of every POST form: the session's token, and a key that makes the form count once."""
    token = f'<input type="hidden" name="csrf_token" value="{csrf_token()}">'  # both are hexadecimal by making
    return Markup(f'{token}<input type="hidden" name="once" value="{once_key()}">')  # noqa: S704


@lru_cache(maxsize=8192)
def _known_url(root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return flask.url_for(endpoint, **dict(values))


def url_for(endpoint: str, **values: Any) -> str:
    """Flask's url_for, remembered: a page asks for some hundred addresses, and routes never change while the site runs."""
    try:
        return _known_url(flask.request.root_path, endpoint, tuple(values.items()))
    except (TypeError, RuntimeError):  # a value that cannot be remembered, or no request: letters
        return flask.url_for(endpoint, **values)


def install(app: Flask) -> None:
    """Give the environment its globals."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        dom_id=dom_id,
        excerpt=lru_cache(maxsize=256)(excerpt),
        get_flashed_messages=get_flashed_messages,
        url_for=url_for,
    )

    app.jinja_env.globals["form_tokens"] = form_tokens
    app.context_processor(lambda: {"viewer": viewer()})
