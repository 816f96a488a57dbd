"""A keyed hash: the same for the same words on this site, and nothing anybody could work out without SECRET_KEY."""

from __future__ import annotations

import hmac
from hashlib import sha256

from flask import current_app


def keyed(purpose: str, words: object) -> int:
    """Sixty-four bits that nobody else can compute. Each purpose has its own, so that none tells of another."""
    key = current_app.config["SECRET_KEY"].encode()
    return int.from_bytes(hmac.digest(key, f"{purpose}:{words}".encode(), sha256)[:8], "big")
