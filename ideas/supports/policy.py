"""Every confirmed member may support any listed concept, their own too, while its round takes proposals."""

from __future__ import annotations

from datetime import datetime

from ideas.concepts.concept import Concept, ConceptState
from ideas.forums.policy import standing
from ideas.rounds.phase import Phase
from ideas.rounds.round import Round
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member

GONE = {
    ConceptState.DRAFT: "This is still a draft; it can be supported once it is proposed.",
    ConceptState.WITHDRAWN: "Its author withdrew this concept.",
    ConceptState.REJECTED: "This concept was rejected; the reason stands on its page.",
}


def may_support(member: Member | None, concept: Concept, at: datetime) -> Verdict:
    """Whether they may support it, or take their support back. The concept's round must be loaded."""
    if concept.state in GONE:
        return refused(GONE[concept.state])
    if concept.hidden_at is not None:
        return refused("This concept is hidden by moderation; it can be supported again once it is restored.")
    open_now = _supporting_open(concept.round, at)
    return standing(member) if open_now else open_now


def shows_supports(round: Round, at: datetime) -> bool:
    """Whether support counts are public: only once the round is closed, so that nobody follows the crowd."""
    return round.is_closed(at)


def _supporting_open(round: Round, at: datetime) -> Verdict:
    phase = round.phase(at)
    if phase is Phase.ANNOUNCED:
        return refused("Supporting begins when the round starts to take proposals.")
    if phase is not Phase.PROPOSING:
        return refused("Supporting ended when the round stopped taking proposals.")
    return ALLOWED
