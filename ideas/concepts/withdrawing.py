"""A concept leaves its round only by its author's wish or by staff's public reason; it stays readable either way."""

from __future__ import annotations

from typing import Any

from governance.record.recording import record
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.policy import may_reject, may_withdraw
from ideas.concepts.telling import tell_of
from ideas.concepts.wording import refuse_unstorable
from kernel.database import now_by_the_database
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import forget
from members.accounts.member import Member

REASON_MAX = 1_000


def withdraw(member: Member, concept: Concept) -> None:
    """Take one's own concept out of the round. Wants the concept from queries.concept_held."""
    at = now_by_the_database()
    require(may_withdraw(member, concept, at))
    concept.state = ConceptState.WITHDRAWN
    concept.withdrawn_at, concept.withdrawn_by_id = at, member.id
    forget("concept", concept.id)
    tell_of(concept, "withdrawn", "", but=member)


def reject(member: Member, concept: Concept, reason: str) -> None:
    """Staff take a concept out of the round and say why, in public. Wants the concept from queries.concept_held."""
    at = now_by_the_database()
    require(may_reject(member, concept, at))
    refuse_unstorable(reason, "reason", REASON_MAX)
    if not reason.strip():
        raise RuleBroken("Give the reason: it is shown on the concept's page and in the public record.", "reason")
    concept.rejected_reason = reason.strip()
    concept.rejected_at, concept.rejected_by_id = at, member.id
    concept.state = ConceptState.REJECTED
    forget("concept", concept.id)
    told: dict[str, Any] = {"title": concept.title, "reason": concept.rejected_reason}
    record("concept.rejected", f"concept:{concept.id}", actor=member, **told)
    tell_of(concept, "rejected", concept.rejected_reason, but=member)
