"""The tie rule: among equals the one proposed earlier goes first. It is applied openly, and said when it decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from governance.counting.standing import C


def earlier_first(candidates: Sequence[C], votes: Mapping[C, int]) -> list[C]:
    """The candidates by votes, most first; equals stay in the order given, which is the order they were proposed in."""
    return sorted(candidates, key=lambda candidate: -votes[candidate])


def at_the_cut(ordered_votes: Sequence[int], winners: int) -> int | None:
    """The number of votes that both the last winner and the first one to miss have, or None when the cut is clean."""
    if not 0 < winners < len(ordered_votes) or ordered_votes[winners - 1] != ordered_votes[winners]:
        return None
    return ordered_votes[winners]
