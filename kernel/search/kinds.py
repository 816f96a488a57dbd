"""What kinds of things can be found, and which of them a reader wants first. Each package declares its own.

An entry's place in the index is its kind's rank and its own number in one: so the index alone, read from its end, gives the
wanted kinds first and of each kind the newest.
"""

from __future__ import annotations

SPAN = 1 << 40  # more than any kind will ever have
_ranks: dict[str, int] = {}


def declare(kind: str, rank: int) -> None:
    """Let things of this kind be found; of two kinds, readers want the one of the higher rank."""
    if _ranks.setdefault(kind, rank) != rank or len(set(_ranks.values())) < len(_ranks):
        raise ValueError(f"the rank {rank} of {kind} is taken, or another than before")


def place_of(kind: str, ref_id: int) -> int:
    """Where this thing is in the index."""
    return _ranks[kind] * SPAN + ref_id


def kind_at(place: int) -> str:
    """The kind of what is at this place of the index."""
    return next(kind for kind, rank in _ranks.items() if rank == place // SPAN)


def rank_of(kind: str) -> int:
    """How early a reader wants this kind."""
    return _ranks[kind]
