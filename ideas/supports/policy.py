"""Every member may support any listed concept, their own too, until balloting begins.

Supporting goes on while concepts are refined: nothing new comes in then, so those proposed last are heard as well. The
support of an account that is not confirmed or too new waits: ideas/holds says from when it counts.
"""

from __future__ import annotations

from datetime import datetime

from ideas.concepts.concept import Concept, ConceptState
from ideas.forums.policy import standing_to_vote
from ideas.rounds.phase import HEARING, Phase
from ideas.rounds.round import Round
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member

GONE = {
    ConceptState.DRAFT: "This is still a draft; it can be supported once it is proposed.",
    ConceptState.WITHDRAWN: "Its author withdrew this concept.",
    ConceptState.REJECTED: "This concept was rejected; the reason stands on its page.",
    ConceptState.MERGED: "This concept was merged into another; support it there.",
}


def may_support(member: Member | None, concept: Concept, at: datetime) -> Verdict:
    """Whether they may support it, carry their support over, or take it back. The concept's round must be loaded."""
    if concept.state in GONE:
        return refused(GONE[concept.state])
    return _may(member, concept, at)


def may_take_back(member: Member | None, concept: Concept, at: datetime) -> Verdict:
    """The same, and also from a concept that was merged into another: whoever does not want that one may leave."""
    return _may(member, concept, at) if concept.state is ConceptState.MERGED else may_support(member, concept, at)


def shows_supports(round: Round, at: datetime) -> bool:
    """Whether support counts are public: only once the round is closed, so that nobody follows the crowd."""
    return round.is_closed(at)


def _may(member: Member | None, concept: Concept, at: datetime) -> Verdict:
    if concept.hidden_at is not None:
        return refused("This concept is hidden by moderation; it can be supported again once it is restored.")
    open_now = _supporting_open(concept.round, at)
    return standing_to_vote(member) if open_now else open_now


def _supporting_open(round: Round, at: datetime) -> Verdict:
    phase = round.phase(at)
    if phase is Phase.ANNOUNCED:
        return refused("Supporting begins when the round starts to take proposals.")
    if phase not in HEARING:
        return refused("Supporting ended when balloting began.")
    return ALLOWED
