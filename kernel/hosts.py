"""The site answers to its own name, and to addresses and short names that only a local network knows; any other leads home.

Somebody else's name that is made to point here would otherwise count as our own origin.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, current_app, redirect, request
from flask.globals import request_ctx

from kernel.web import error_answer

QUERY = "!$%&'()*+,/:;=?@"  # what a query may hold as it is
NAMED = re.compile(r"(?:[\w.-]{1,255}|\[[0-9a-fA-F:.]{2,45}\])(?::([0-9]{1,5}))?", re.ASCII)


@lru_cache(maxsize=256)
def is_host(host: str) -> bool:
    """Whether a Host header is one name or address, with a port or without; two such headers come as one with a comma."""
    found = NAMED.fullmatch(host)
    return found is not None and int(found[1] or 0) < 65_536


@lru_cache(maxsize=256)
def is_ours(host: str, site_url: str) -> bool:
    """Whether a Host header names this site. No public name is without a dot, and no name resolves to a bare address."""
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    if "." not in name or name == urlsplit(site_url).hostname:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name.endswith(".localhost")
    return True


def _lead_home() -> Any:
    if not is_host(request.environ.get("HTTP_HOST", "none")):
        # What is no name makes no addresses either; the page that says so still links to our own.
        request_ctx.url_adapter = current_app.url_map.bind(urlsplit(current_app.config["SITE_URL"]).netloc)
        return error_answer(
            400, "The address of the site was not sent as one name. Please check what your browser or program sends."
        )
    if request.path == "/health":  # probes ask by whatever name the machine has inside
        return None
    site_url = current_app.config["SITE_URL"]
    try:
        if is_ours(request.host, site_url):
            return None
    except ValueError:  # no host at all could be read
        pass
    if request.method in ("GET", "HEAD"):
        query = f"?{quote(request.query_string, QUERY)}" if request.query_string else ""
        return redirect(site_url + quote(request.path) + query, 308)
    return error_answer(421, f"This site is at {site_url}. Nothing was saved; please use the form there.")


def install(app: Flask) -> None:
    """Ask before anything else about a request is believed."""
    app.before_request(_lead_home)
