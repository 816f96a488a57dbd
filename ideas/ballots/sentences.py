"""A count told in sentences: who won and why, who missed and by how much, and whether the tie rule decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from governance.counting.standing import C, Standing


def told(standings: Sequence[Standing[C]], slots: int, ballots: int, names: Mapping[C, str]) -> list[str]:
    """The outcome as a few sentences, for the top of a result."""
    winners = [line for line in standings if line.won]
    missed = [line for line in standings if line.standing and not line.won]
    sentences = [f"{counted(ballots, 'ballot')} counted; each approval is one vote, and the most votes win."]
    if not winners:
        return [*sentences, "No finalist got a vote, so nothing won."]
    first, last = winners[0], winners[-1]
    sentences.append(f"“{names[first.candidate]}” came first with {counted(first.votes, 'vote')}.")
    if last.by_tie_rule:
        sentences.append(_tie(standings, names))
    elif missed:
        lead = last.votes - missed[0].votes
        sentences.append(
            f"The last place went to “{names[last.candidate]}” with {counted(last.votes, 'vote')}, "
            f"{lead:,} more than “{names[missed[0].candidate]}”."
        )
    if len(winners) < slots:
        why = "nothing else got a vote" if missed else "there were no more finalists"
        sentences.append(f"{len(winners)} of {counted(slots, 'place')} filled: {why}.")
    return sentences


def reasons(standings: Sequence[Standing[C]]) -> list[str]:
    """Why each candidate won or missed, in one sentence each, in the same order."""
    needed = min((line.votes for line in standings if line.won), default=1)
    return [_reason(line, needed) for line in standings]


def _reason(line: Standing[C], needed: int) -> str:
    if not line.standing:
        return f"Taken out before the close; it had {counted(line.votes, 'vote')}."
    if line.won:
        tied = " It had as many as the first to miss, and was proposed earlier." if line.by_tie_rule else ""
        return f"Won with {counted(line.votes, 'vote')}.{tied}"
    if line.by_tie_rule:
        return "Missed on the tie rule: as many votes as the last winner, but proposed later."
    if not line.votes:
        return "Nobody approved it."
    return f"Missed by {counted(needed - line.votes, 'vote')}."


def counted(number: int, thing: str) -> str:
    """A number with its noun: "1 vote", "1,331 votes"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _tie(standings: Sequence[Standing[C]], names: Mapping[C, str]) -> str:
    tied = [line for line in standings if line.by_tie_rule]
    lucky = [f"“{names[line.candidate]}”" for line in tied if line.won]
    places = "the last place" if len(lucky) == 1 else f"the last {len(lucky)} places"
    return (
        f"{len(tied)} finalists had {counted(tied[0].votes, 'vote')} each for {places}; "
        f"by the tie rule the earlier proposed goes first: {_listed(lucky)}."
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
