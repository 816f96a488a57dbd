"""Authors keep their concept until the ballot: they draft, propose, revise, withdraw. Staff may reject, with a public reason.

Every function needs the concept's round, forum and co-authors loaded.
"""

from __future__ import annotations

from datetime import datetime

from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.forums.policy import standing
from ideas.rounds.phase import Phase
from ideas.rounds.round import Round
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member

STATE_WORDS = {
    ConceptState.DRAFT: "This concept is still a draft.",
    ConceptState.WITHDRAWN: "This concept was withdrawn by its author.",
    ConceptState.REJECTED: "This concept was rejected; the reason stands on its page.",
    ConceptState.MERGED: "This concept was merged into another; its page says which.",
}

WITHDRAWN = "This round was withdrawn before it began. What you drafted for it stays with you."


def may_draft(member: Member | None, round_: Round, at: datetime) -> Verdict:
    """Whether they may begin a concept in this round: from its announcement until proposing ends."""
    able = standing(member)
    if able and round_.withdrawn_at:
        return refused(WITHDRAWN)
    if able and round_.phase(at) not in (Phase.ANNOUNCED, Phase.PROPOSING):
        return refused("This round takes no more concepts: its time for proposing is over.")
    return able


def may_see(member: Member | None, concept: Concept, keeper: bool) -> bool:
    """Whether the page exists for them: drafts for authors and invited ones, hidden concepts also for the keepers."""
    if concept.is_draft:
        return member is not None and (concept.is_by(member.id) or concept.is_invited(member.id))
    if concept.hidden_at is not None:
        return keeper or (member is not None and concept.is_by(member.id))
    return True


def may_write(member: Member | None, concept: Concept, at: datetime, returned: bool = False) -> Verdict:
    """Whether they may change the words to come: the draft of a new concept, or of its next version."""
    if concept.is_draft:
        return _author(member, concept) and may_draft(member, concept.round, at)
    return may_revise(member, concept, at, returned)


def may_hold_draft(member: Member | None, concept: Concept, at: datetime, returned: bool = False) -> Verdict:
    """Whether the words to come are theirs to read and to throw away: of what was never proposed, also after its round."""
    return _author(member, concept) if concept.is_draft else may_revise(member, concept, at, returned)


def may_propose(member: Member | None, concept: Concept, at: datetime) -> Verdict:
    """Whether they may publish their draft now."""
    authored = _author(member, concept)
    if not authored:
        return authored
    if not concept.is_draft:
        return refused("This concept is published already. Changes to it become a new version.")
    if concept.round.withdrawn_at:
        return refused(WITHDRAWN)
    phase = concept.round.phase(at)
    if phase is Phase.ANNOUNCED:
        return refused("This round is announced but not open yet. Your draft is kept until it opens.")
    if phase is not Phase.PROPOSING:
        return refused("This round takes no more concepts: its time for proposing is over.")
    return ALLOWED


def may_revise(member: Member | None, concept: Concept, at: datetime, returned: bool = False) -> Verdict:
    """Whether they may publish a new version; `returned` says that staff asked for changes after the round."""
    authored = _author(member, concept)
    if not authored:
        return authored
    if not concept.is_listed:
        return refused(STATE_WORDS.get(concept.state, "This concept is hidden; talk to the forum's stewards."))
    if returned or concept.round.phase(at) in (Phase.PROPOSING, Phase.REFINING):
        return ALLOWED
    return refused("The text is fixed from the ballot on, so that everybody votes on the same words.")


def may_withdraw(member: Member | None, concept: Concept, at: datetime) -> Verdict:
    """Whether they may take it out of the round: the one who proposed it, before balloting begins."""
    able = standing(member)
    if member is None or not able:
        return able
    if concept.author_id != member.id:
        return refused("Only the member who proposed a concept may withdraw it.")
    if concept.state is not ConceptState.PROPOSED:
        return refused(STATE_WORDS[concept.state])
    return _before_the_ballot(concept, at, "A concept cannot leave the round once balloting has begun.")


def may_reject(member: Member | None, concept: Concept, at: datetime) -> Verdict:
    """Whether they may take somebody's concept out of the round, with a public reason, before balloting begins."""
    able = standing(member)
    if member is None or not able:
        return able
    if not member.is_staff:
        return refused("Only the brand's staff reject concepts.")
    if concept.state is not ConceptState.PROPOSED:
        return refused(STATE_WORDS[concept.state])
    return _before_the_ballot(concept, at, "On the ballot a concept is judged by the members' votes, not by staff.")


def may_invite(member: Member | None, concept: Concept, at: datetime, most: int) -> Verdict:
    """Whether they may invite another co-author; a concept has so many at most."""
    authored = _author(member, concept)
    if not authored:
        return authored
    if concept.state in (ConceptState.WITHDRAWN, ConceptState.REJECTED, ConceptState.MERGED):
        return refused(STATE_WORDS[concept.state])
    if sum(mate.is_active or mate.is_waiting for mate in concept.co_authors) >= most:
        return refused(f"A concept has {most} co-authors at most.")
    return _before_the_ballot(concept, at, "Who made a concept is settled once balloting has begun.")


def may_answer(member: Member | None, invitation: CoAuthor) -> Verdict:
    """Whether this open invitation is theirs to accept or decline."""
    able = standing(member)
    if member is None or not able:
        return able
    if invitation.member_id != member.id:
        return refused("This invitation is for somebody else.")
    return able if invitation.is_waiting else refused("This invitation has been answered already.")


def may_leave(member: Member | None, mate: CoAuthor) -> Verdict:
    """Whether they may stop being co-author. Earlier versions keep naming them."""
    able = standing(member)
    if member is None or not able:
        return able
    if mate.member_id != member.id:
        return refused("Only they themselves may leave; a co-author cannot be sent away.")
    return able if mate.is_active else refused("You are not a co-author of this concept.")


def _author(member: Member | None, concept: Concept) -> Verdict:
    able = standing(member)
    if member is None or not able:
        return able
    return able if concept.is_by(member.id) else refused("Only the authors of a concept may do this.")


def _before_the_ballot(concept: Concept, at: datetime, reason: str) -> Verdict:
    return refused(reason) if concept.round.phase(at) in (Phase.BALLOTING, Phase.CLOSED) else ALLOWED
