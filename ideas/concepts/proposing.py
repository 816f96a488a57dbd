"""Proposing publishes a draft in its round, once; from then on every change is a new version."""

from __future__ import annotations

from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.freezing import freeze
from ideas.concepts.policy import may_propose
from ideas.concepts.queries import draft_of
from ideas.concepts.version import ConceptVersion
from kernel.database import now_by_the_database
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def propose(member: Member, concept: Concept) -> ConceptVersion:
    """Publish the draft as version 1. Wants the concept from queries.concept_held. Raises RuleBroken on an unfinished part."""
    at = now_by_the_database()
    require(may_propose(member, concept, at))
    draft = draft_of(concept)
    if draft is None:
        raise RuleBroken("There is no draft to propose.")
    concept.proposed_at = at
    version = freeze(member, concept, draft)
    concept.state = ConceptState.PROPOSED
    return version
