"""The site answers to its own name, and to addresses and short names that only a local network knows; any other leads home.

Somebody else's name that is made to point here would otherwise count as our own origin.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, current_app, redirect, request

from kernel.web import error_answer

QUERY = "!$%&'()*+,/:;=?@"  # what a query may hold as it is


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
