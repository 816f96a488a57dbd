"""Keyed hashes: the same for the same words on this site, and nothing anybody could work out without SECRET_KEY.

What stands in a letter or a cookie was perhaps signed before the key was changed: it holds by an older key too, as long as
OLD_SECRET_KEYS names it. What only the database keeps is made and looked for by today's key.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from flask import current_app

LENGTH = 40  # hexadecimal digits: 160 bits


def keyed(purpose: str, words: object) -> int:
    """Sixty-four bits that nobody else can compute. Each purpose has its own, so that none tells of another."""
    return int(signed(purpose, words)[:16], 16)


def signed(purpose: str, words: object) -> str:
    """A signature over these words, in hexadecimal; `purpose` is a plain word without a colon."""
    return _by(current_app.config["SECRET_KEY"], purpose, words)


def is_signed(purpose: str, words: object, signature: str) -> bool:
    """Whether this is the signature over these words, by today's key or an older one."""
    keys = (current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"])
    made = [_by(key, purpose, words).encode() for key in keys]
    sent = signature.encode("utf-8", "replace")
    return sum(hmac.compare_digest(one, sent) for one in made) > 0


def _by(key: str, purpose: str, words: object) -> str:
    return hmac.digest(key.encode(), f"{purpose}:{words}".encode("utf-8", "replace"), sha256).hex()[:LENGTH]
