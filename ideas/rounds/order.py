"""A fair order of concepts: shuffled anew for each reader each day, so that over all readers everybody is first equally
often. The database computes it from the id alone, so it pages without being stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

PRIME = 2_147_483_629  # below 2**31, so that no product leaves 64 bits on either engine


@dataclass(frozen=True, slots=True)
class Shuffle:
    """One order: ids are sorted by a mixed square in a prime field."""

    factor: int
    offset: int

    def place(self, concept_id: Any) -> Any:
        """Where an id stands; works on a number and, as SQL, on a column."""
        mixed = (concept_id * self.factor + self.offset) % PRIME
        return (mixed * mixed) % PRIME


def shuffle_for(member_id: int | None, at: datetime) -> Shuffle:
    """The order for this reader: a member's lasts a UTC day; guests, who share a cached page, get a new one each hour."""
    reader = f"member {member_id} {at:%Y-%m-%d}" if member_id else f"guest {at:%Y-%m-%d %H}"
    digest = sha256(reader.encode()).digest()
    factor, offset = (int.from_bytes(digest[at : at + 8], "big") % (PRIME - 1) + 1 for at in (0, 8))
    return Shuffle(factor, offset)
