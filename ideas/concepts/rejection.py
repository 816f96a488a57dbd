"""Rejecting a concept, shown once more and done after fifteen minutes: its round cannot take it back in."""

from __future__ import annotations

from governance.pending.kinds import Act, Given, Shown, done_later
from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_held
from ideas.concepts.withdrawing import reject
from members.accounts.member import Member

KIND = "concept-rejection"


@done_later(KIND)
def reject_now(actor: Member, about: int | str, given: Given) -> None:
    """Reject it, as it was arranged."""
    reject(actor, concept_held(int(about)), given["reason"])


def rejection_of(concept: Concept, reason: str) -> tuple[Act, Shown]:
    """What waits, and the second look at it."""
    act = Act(KIND, concept.id, f"Reject “{concept.title}”", concept.path, {"reason": reason})
    facts = [("Concept", concept.title), ("Round", concept.round.title), ("Public reason", reason)]
    follows = [
        "It leaves its round for good: nobody can support it, and it cannot come to the ballot.",
        "The reason stands on its page and in the public record, which keeps it.",
    ]
    told = "Its author, its co-authors and everybody who supports it, with the reason."
    return act, Shown("Reject this concept?", facts, follows, told, "Reject it")
