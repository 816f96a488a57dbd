"""One proposal of a wishlist as a concept: proposed by its first proposer, with the others as co-authors, and rejected
where it was. The source keeps titles only, so the words around a title say just where it comes from.
"""

from __future__ import annotations

from ideas.concepts import drafting, inviting, proposing, withdrawing
from ideas.concepts.concept import SUMMARY_MAX, TITLE_MAX
from ideas.concepts.queries import concept_held, fields_of
from ideas.concepts.wording import TITLE_MIN, Wording
from ideas.forums.forum import FieldKind, ForumField
from ideas.rounds.round import Round
from ideas.wishlist.proposal import Proposal
from members.accounts.admitting import admit
from members.accounts.member import Member

NO_REASON = "The source recorded no reason."
UNKNOWN_PROPOSER = "Proposer not recorded"
TECHNICAL = "wishlist importer"


def publish_proposal(operator: Member, round: Round, proposal: Proposal, people: dict[str, Member]) -> int:
    """Propose it, and reject it if it was. Returns the concept's id. Raises RuleBroken where a rule refuses it."""
    authors = [people[name] for name in proposal.proposers] or [admit(UNKNOWN_PROPOSER, TECHNICAL)]
    concept = drafting.begin(authors[0], round, external_id=proposal.id)
    drafting.save(authors[0], concept, wording_of(proposal, fields_of(round.forum_id)))
    proposing.propose(authors[0], concept_held(concept.id))
    for author in authors[1:]:
        inviting.accept(author, inviting.invite(authors[0], concept_held(concept.id), author.name))
    if proposal.rejected:
        withdrawing.reject(operator, concept_held(concept.id), proposal.reason or NO_REASON)
    return concept.id


def wording_of(proposal: Proposal, fields: list[ForumField]) -> Wording:
    """What the concept says: a title that fits, and where it comes from."""
    where = f"A wish from the category “{proposal.category}”." if proposal.category else "A wish from an earlier round."
    return Wording(
        title=fitting_title(proposal),
        summary=where if len(where) <= SUMMARY_MAX else where[: SUMMARY_MAX - 1] + "…",
        body=_body(proposal),
        answers={asked.key: _answer(asked) for asked in fields if asked.required},
    )


def fitting_title(proposal: Proposal) -> str:
    """The title, with the id beside it when it is too short to stand alone, and cut when it is too long."""
    if len(proposal.title) < TITLE_MIN:
        return f"{proposal.title} ({proposal.id})"[:TITLE_MAX]
    return proposal.title if len(proposal.title) <= TITLE_MAX else proposal.title[: TITLE_MAX - 1].rstrip() + "…"


def _body(proposal: Proposal) -> str:
    whole = f"{proposal.title}\n\n" if len(proposal.title) > TITLE_MAX else ""
    talked = len(proposal.discussants)
    discussed = f" {talked:,} people discussed it there." if talked > 1 else ""
    return f"{whole}Number {proposal.id} of an imported round; the source keeps its title only.{discussed}"


def _answer(asked: ForumField) -> str:
    return "0" if asked.kind is FieldKind.NUMBER else "Not asked in the round it comes from."
