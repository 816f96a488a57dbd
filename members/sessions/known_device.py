"""A browser that signed in to an account before keeps its own count of tries, so that strangers cannot lock the owner out.

The mark is a cookie that only the sign-in page gets. It proves nothing but an earlier sign-in with the same address.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from flask import Response, current_app, request

from members.accounts.address import folded_address

COOKIE = "known"
LIVES = timedelta(days=365)


def tries_of(email: str) -> tuple[str, str]:
    """Under which limits and key this browser's tries at that address are counted: a known one's under its own alone."""
    address = folded_address(email)
    nonce, _, signature = request.cookies.get(COOKIE, "")[:120].partition(".")
    if nonce and hmac.compare_digest(_signed(nonce, address).encode(), signature.encode()):
        return "known-device", f"{address} from {nonce}"
    return "sign-in", address


def remember_device(response: Response, email: str) -> Response:
    """Mark this browser as one that has signed in with that address."""
    nonce = secrets.token_hex(16)
    response.set_cookie(
        COOKIE,
        f"{nonce}.{_signed(nonce, folded_address(email))}",
        max_age=LIVES,
        path="/sign-in",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["HTTPS"],
    )
    return response


def _signed(nonce: str, address: str) -> str:
    words = f"device:{nonce}:{address}"
    return hmac.new(current_app.config["SECRET_KEY"].encode(), words.encode(), sha256).hexdigest()
