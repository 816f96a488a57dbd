"""A browser that signed in to an account before keeps its own count of tries, so that strangers cannot lock the owner out.

The mark is a cookie that only the sign-in page gets. It proves nothing but an earlier sign-in with the same address.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import Response, current_app, request

from kernel.keyed import is_signed, signed
from members.accounts.address import folded_address

LIVES = timedelta(days=365)


def tries_of(email: str) -> tuple[str, str]:
    """Under which limits and key this browser's tries at that address are counted: a known one's under its own alone."""
    address = folded_address(email)
    nonce, _, signature = request.cookies.get(_cookie(), "")[:120].partition(".")
    if nonce and is_signed("device", f"{nonce}:{address}", signature):
        return "known-device", f"{address} from {nonce}"
    return "sign-in", address


def remember_device(response: Response, email: str) -> Response:
    """Mark this browser as one that has signed in with that address."""
    nonce = secrets.token_hex(16)
    response.set_cookie(
        _cookie(),
        f"{nonce}.{signed('device', f'{nonce}:{folded_address(email)}')}",
        max_age=LIVES,
        path="/sign-in",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["HTTPS"],
    )
    return response


def _cookie() -> str:
    """Marked as __Secure- on HTTPS, so that no page without it can set one."""
    return "__Secure-known" if current_app.config["HTTPS"] else "known"
