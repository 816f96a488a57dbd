"""What a concept's page needs beside the concept: what this viewer may do there, who improved it, and where it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from governance.moderation.policy import may_moderate
from ideas.ballots.queries import mark_of
from ideas.concepts.concept import Concept
from ideas.concepts.policy import may_reject, may_revise, may_withdraw
from ideas.concepts.queries import draft_of
from ideas.holds.beside import beside_vote
from ideas.holds.reason import VoteKind
from ideas.lineage import ConceptOutcome
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
    """The page's values by name. Guests cost two statements more at most, and only once the round is closed."""
    at = now()
    tally, assessment, outcomes = _closed(concept) if shows_supports(concept.round, at) else (None, None, [])
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
        "outcomes": outcomes,
    }


def _closed(concept: Concept) -> tuple[Tally, Assessment | None, Sequence[ConceptOutcome]]:
    """What a closed round lets everybody know: its supports in numbers, its newest assessment, and what became of it.

    One statement.
    """
    newest = select(func.max(Assessment.id)).where(Assessment.concept_id == concept.id).scalar_subquery()
    known = select(*uncounted_of(concept), Assessment, ConceptOutcome).select_from(Concept)
    known = known.outerjoin(Assessment, Assessment.id == newest)
    known = known.outerjoin(ConceptOutcome, ConceptOutcome.concept_id == Concept.id).where(Concept.id == concept.id)
    rows = db.session.execute(known.order_by(ConceptOutcome.at, ConceptOutcome.id)).all()
    stale, apart, assessment, _ = rows[0]
    outcomes = [row[3] for row in rows if row[3] is not None]
    return Tally(concept.supports_count - apart, stale, apart), assessment, outcomes


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
