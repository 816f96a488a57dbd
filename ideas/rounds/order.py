"""A fair order of concepts: drawn anew for each reader each hour, and those shown least so far stand further up.

The database computes it from the id and the sum of showings as the hour began, so it pages without being stored, and it
stays the same during a visit: the links from page to page name the hour in which the visit began.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from governance.charter.rules import RULES

PRIME = 2_147_483_629  # below 2**31, so that no product leaves 64 bits on either engine
GRAIN = 65_536
EVENNESS = "order.evenness"


def hour_of(at: datetime) -> int:
    """Whole hours since 1970, UTC."""
    return int(at.timestamp()) // 3600


@dataclass(frozen=True, slots=True)
class Shuffle:
    """One draw: ids are sorted by a mixed square in a prime field. `firm` is the charter's evenness: at 6, one shown a sixth
    more often than another never stands before it; among nearer ones the draw decides.
    """

    factor: int
    offset: int
    firm: int

    def place(self, concept_id: Any) -> Any:
        """Where an id stands by the draw alone; works on a number and, as SQL, on a column."""
        mixed = (concept_id * self.factor + self.offset) % PRIME
        return (mixed * mixed) % PRIME

    def turn(self, concept_id: Any, shown: Any) -> Any:
        """Where an id stands that was shown so often: its showings, made larger by the draw, at 6 by up to a sixth."""
        return (shown + self.firm) * (self.firm * GRAIN + self.place(concept_id) % GRAIN)


def shuffle_for(member_id: int | None, hour: int, firm: int = RULES[EVENNESS].founding) -> Shuffle:
    """The draw for this reader in this hour; guests, who share a cached page, share one."""
    digest = sha256(f"{f'member {member_id}' if member_id else 'guest'} {hour}".encode()).digest()
    factor, offset = (int.from_bytes(digest[at : at + 8], "big") % (PRIME - 1) + 1 for at in (0, 8))
    return Shuffle(factor, offset, firm)


def hour_for(since: int | None, at: datetime) -> int:
    """The hour in which a visit began: the one its links name while that is this or the last one, else this hour."""
    this = hour_of(at)
    return since if since in (this - 1, this) else this


def beginning_of(hour: int) -> datetime:
    """When this hour began."""
    return datetime.fromtimestamp(hour * 3600, UTC)
