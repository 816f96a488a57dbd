"""What a concept's page needs beside the concept: what this viewer may do there, who improved it, and where it went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from governance.moderation.policy import may_moderate
from ideas import lineage
from ideas.ballots.queries import mark_of
from ideas.concepts.concept import Concept
from ideas.concepts.policy import may_reject, may_revise, may_withdraw
from ideas.concepts.queries import draft_of
from ideas.holds.beside import beside_vote
from ideas.holds.reason import VoteKind
from ideas.merges.policy import may_propose_merge
from ideas.merges.queries import standing_merges
from ideas.status.queries import statuses_of
from ideas.supports.carrying import carrying_of
from ideas.supports.policy import may_support, may_take_back, shows_supports
from ideas.supports.queries import Tally, support_of, supports, uncounted_of
from ideas.viability.assessment import Assessment
from ideas.viability.rubric import AssessmentVerdict
from kernel.clock import now
from kernel.database import db
from members.accounts.member import Member


def concept_shown(viewer: Member | None, concept: Concept) -> dict[str, Any]:
    """The page's values by name. Guests cost two statements more, and only once the round is closed."""
    at = now()
    tally, assessment = _closed(concept) if shows_supports(concept.round, at) else (None, None)
    authored = viewer is not None and concept.is_by(viewer.id)
    support = support_of(viewer, concept)
    revise = may_revise(viewer, concept, at, _returned(assessment))
    status = statuses_of([concept], at)[concept.id]
    return {
        "at": at,
        "status": status,
        "mark": mark_of(viewer, concept) if status.takes_votes else None,
        "authored": authored,
        **_merged(viewer, concept, at),
        "supported": support is not None,
        "stale": support is not None and not support.is_live(concept),
        "carrying": carrying_of(support, concept) if may_support(viewer, concept, at) else None,
        "passed": concept.supports_milestone if tally is None else 0,
        "counted": tally,
        "verdict": may_support(viewer, concept, at),
        **beside_vote(viewer, concept.round, VoteKind.SUPPORT, support is not None, at),
        "revise": revise,
        "withdraw": may_withdraw(viewer, concept, at),
        "reject": may_reject(viewer, concept, at),
        "moderate": viewer is not None and bool(may_moderate(viewer, concept, at)),
        "drafted": draft_of(concept) if authored and revise else None,
        "assessment": assessment,
        "outcomes": lineage.outcomes(concept.id) if concept.round.is_closed(at) else [],
    }


def _closed(concept: Concept) -> tuple[Tally, Assessment | None]:
    """What a closed round lets everybody know, in one statement: its supports in numbers, and its newest assessment."""
    both = select(*uncounted_of(concept), Assessment).select_from(Concept)
    both = both.outerjoin(Assessment, Assessment.concept_id == Concept.id).where(Concept.id == concept.id)
    stale, apart, assessment = db.session.execute(both.order_by(Assessment.attempt.desc()).limit(1)).one()
    return Tally(concept.supports_count - apart, stale, apart), assessment


def _merged(viewer: Member | None, concept: Concept, at: datetime) -> dict[str, Any]:
    """Where it went, or what came into it: none for most, two for a supporter of what went."""
    standing = standing_merges(concept)
    went = next((merge for merge in standing if merge.source_id == concept.id), None)
    return {
        "went": went,
        "came": [merge for merge in standing if merge.target_id == concept.id],
        "followed": went is not None and supports(viewer, went.target),
        "may_leave": went is not None and bool(may_take_back(viewer, concept, at)),
        "merge": viewer is not None and bool(may_propose_merge(viewer, concept, at)),
    }


def _returned(assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.verdict is AssessmentVerdict.RETURNED
