"""Revising adds a version and says in a sentence what changed; the versions before it stay readable for good.

Until balloting begins a material change asks the supporters: none of their supports counts until carried over.
"""

from __future__ import annotations

from ideas.concepts.concept import Concept
from ideas.concepts.difference import differences
from ideas.concepts.freezing import freeze
from ideas.concepts.material import ask_anew, changed_among, material_keys, texts_of
from ideas.concepts.policy import may_revise
from ideas.concepts.queries import draft_of, fields_of, is_returned
from ideas.concepts.telling import tell_of
from ideas.concepts.version import ConceptVersion
from ideas.rounds.phase import HEARING
from kernel.database import now_by_the_database
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def revise(member: Member, concept: Concept) -> ConceptVersion:
    """Publish the draft as the next version. Wants the concept from queries.concept_held. Raises RuleBroken."""
    at = now_by_the_database()
    require(may_revise(member, concept, at, is_returned(concept)))
    draft, standing = draft_of(concept), concept.version
    if draft is None or standing is None:
        raise RuleBroken("Nothing has been changed yet.")
    if draft.based_on != standing.number:
        raise RuleBroken(
            f"Version {standing.number} appeared while you were writing. Throw this draft away and start from it."
        )
    if not draft.change_note:
        raise RuleBroken("Say in a sentence what you changed, and why.", "change_note")
    version = freeze(member, concept, draft)
    if not differences(standing, version):
        raise RuleBroken("This says the same as the version before it.")
    keys = material_keys(concept.forum, fields_of(concept.forum_id))
    version.material = changed_among(keys, texts_of(standing), texts_of(version))
    asks = bool(version.material) and concept.round.phase(at) in HEARING
    if asks:
        ask_anew(concept, version)
    tell_of(concept, "asked" if asks else "revised", version.change_note, but=member)
    return version
