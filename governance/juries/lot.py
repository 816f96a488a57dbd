"""The lot, so that a stranger can draw it again.

1. When a jury is summoned, 32 random bytes are kept as its seed and SHA-256 of those bytes stands in the record.
2. Later, in a transaction of its own, the pool is fixed: its members in the order of their ids get the places 1, 2, 3 …
   The published list has a line for each: the place, a blank, and the leaf, SHA-256 of "member-id:salt" with a random
   salt of that place. The pool's digest is SHA-256 of the list's bytes (each line ends with a line feed).
3. The ticket of a place is SHA-256 of the text "seed:digest:place", seed and digest in small hexadecimal. The jurors are
   the places with the smallest tickets; whoever comes next in that order replaces one who steps back.

The seed is promised before anybody knows the pool, and the digest enters each ticket: neither can be chosen for the other.
The seed is revealed with the draw. A juror is shown their salt, and so finds their line.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def leaf(member_id: int, salt: str) -> str:
    """What the published list shows of a place."""
    return sha256(f"{member_id}:{salt}".encode()).hexdigest()


def listed(leaves: Iterable[str]) -> str:
    """The published list: one line for each place, from 1 on."""
    return "".join(f"{place} {one}\n" for place, one in enumerate(leaves, 1))


def pool_digest(listing: str) -> str:
    """SHA-256 of the list, in hexadecimal."""
    return sha256(listing.encode()).hexdigest()


def order(seed: str, digest: str, size: int) -> list[int]:
    """All places in the order drawn."""
    return sorted(range(1, size + 1), key=lambda place: sha256(f"{seed}:{digest}:{place}".encode()).digest())
