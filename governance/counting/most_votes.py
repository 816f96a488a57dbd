"""Most votes: each ballot gives one vote to every candidate it approves, and the slots go to those with the most.

Nobody wins without a vote, so slots may stay empty. A candidate taken out before the close is counted but cannot win.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from governance.counting.standing import C, Standing
from governance.counting.ties import at_the_cut, earlier_first


def most_votes(
    candidates: Sequence[C], ballots: Iterable[Collection[C]], slots: int, taken_out: Collection[C] = ()
) -> list[Standing[C]]:
    """Every candidate's standing, best first. Candidates come in the order they were proposed; that settles ties.

    Raises ValueError when a ballot approves what is no candidate, a candidate is named twice, or there is no slot.
    """
    if slots < 1:
        raise ValueError("a round has at least one slot")
    votes = _tally(candidates, ballots)
    out = set(taken_out)
    in_the_running = earlier_first([candidate for candidate in candidates if candidate not in out], votes)
    ordered_votes = [votes[candidate] for candidate in in_the_running]
    winners = min(slots, sum(count > 0 for count in ordered_votes))
    tied = at_the_cut(ordered_votes, winners)
    ordered = in_the_running + earlier_first([candidate for candidate in candidates if candidate in out], votes)
    return [
        Standing(
            candidate=candidate,
            position=position,
            votes=votes[candidate],
            won=position <= winners,
            by_tie_rule=candidate not in out and votes[candidate] == tied,
            standing=candidate not in out,
        )
        for position, candidate in enumerate(ordered, start=1)
    ]


def _tally(candidates: Sequence[C], ballots: Iterable[Collection[C]]) -> dict[C, int]:
    votes = dict.fromkeys(candidates, 0)
    if len(votes) != len(candidates):
        raise ValueError("a candidate is named twice")
    for candidate, count in Counter(choice for ballot in ballots for choice in set(ballot)).items():
        if candidate not in votes:
            raise ValueError(f"a ballot approves {candidate!r}, which is no candidate")
        votes[candidate] = count
    return votes
