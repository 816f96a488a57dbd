"""Luck is fixed before anybody acts on it: a secret seed whose SHA-256 stands on the record from the opening, and which the
result reveals. Nobody can then choose the order in which equals, or jurors, are drawn.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from hashlib import sha256

SEED_BYTES = 32
SEED_LENGTH = 2 * SEED_BYTES


def fresh_seed() -> str:
    """32 random bytes, in hexadecimal."""
    return secrets.token_bytes(SEED_BYTES).hex()


def commitment(seed: str) -> str:
    """What is published before: the SHA-256 of the seed's bytes, in hexadecimal."""
    return sha256(bytes.fromhex(seed)).hexdigest()


def drawn(seed: str, ids: Iterable[int]) -> list[int]:
    """The ids in the order drawn: by SHA-256 of the seed's bytes, a colon and the id as text."""
    return sorted(ids, key=lambda one: sha256(bytes.fromhex(seed) + b":" + str(one).encode()).digest())
