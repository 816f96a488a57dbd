"""A round is found by its title and by what its brief says, at the address it has now; one that was withdrawn is not."""

from __future__ import annotations

from ideas.rounds.round import Round
from kernel.markup import excerpt
from kernel.search import index

FOUND_BY = 4_000  # characters of a brief that search looks at


def let_find(round: Round) -> None:
    """Put a round into the search as it stands now."""
    words = excerpt(round.brief_html, FOUND_BY)
    index("round", round.id, round.title, words, f"/rounds/{round.slug}")
