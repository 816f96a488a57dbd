"""What pages and acts need of merges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.queries import NAMED, concept_held
from ideas.forums.forum import Forum
from ideas.merges.merge import ConceptMerge
from ideas.rounds.round import Round
from ideas.supports.support import Support
from kernel.database import db
from members.accounts.member import Member


def pair_held(source_id: int, target_id: int) -> tuple[Concept, Concept]:
    """Two concepts for an act, held in the order of their ids so that two merges never wait for each other."""
    held = {one: concept_held(one) for one in sorted((source_id, target_id))}
    return held[source_id], held[target_id]


def merge_held(merge_id: int, shared: bool = False) -> ConceptMerge | None:
    """A merge for an act, held; `shared` when many may do so at a time. Its concepts are not loaded."""
    wanted = select(ConceptMerge).where(ConceptMerge.id == merge_id).with_for_update(read=shared)
    found: ConceptMerge | None = db.session.scalar(wanted.execution_options(populate_existing=True))
    return found


def merges_of(concept_id: int) -> Sequence[ConceptMerge]:
    """All merges this concept was part of, newest first, with people and both concepts as policies want them."""
    return db.session.scalars(_whole().where(_about(concept_id)).order_by(ConceptMerge.id.desc())).unique().all()


def standing_merges(concept: Concept) -> Sequence[ConceptMerge]:
    """Where it went, or what was merged into it, with the concepts and their authors. One statement, or none for most."""
    if concept.state is not ConceptState.MERGED and not concept.merges_count:
        return []
    standing = select(ConceptMerge).where(
        _about(concept.id), ConceptMerge.merged_at.is_not(None), ConceptMerge.undone_at.is_(None)
    )
    named = [
        joinedload(side).joinedload(Concept.author).load_only(*NAMED)
        for side in (ConceptMerge.source, ConceptMerge.target)
    ]
    return db.session.scalars(standing.options(*named).order_by(ConceptMerge.id)).all()


def merged_since_supported(member: Member, at: datetime) -> Select[Any]:
    """The ids of merged concepts this member supports, while they have not followed them."""
    there = aliased(Support)
    followed = exists().where(there.concept_id == ConceptMerge.target_id, there.member_id == member.id)
    return (
        select(Concept.id)
        .join(Support, (Support.concept_id == Concept.id) & (Support.member_id == member.id))
        .join(ConceptMerge, (ConceptMerge.source_id == Concept.id) & ConceptMerge.undone_at.is_(None))
        .join(Concept.round)
        .where(Concept.state == ConceptState.MERGED, ConceptMerge.merged_at.is_not(None), ~followed)
        .where(Round.balloting_at > at, Concept.hidden_at.is_(None))
        .order_by(Round.balloting_at, Concept.id)
    )


def _about(concept_id: int) -> Any:
    return or_(ConceptMerge.source_id == concept_id, ConceptMerge.target_id == concept_id)


def _whole() -> Select[Any]:
    people = (ConceptMerge.proposed_by, ConceptMerge.accepted_by, ConceptMerge.undone_by)
    query = select(ConceptMerge).options(*(joinedload(one).load_only(*NAMED) for one in people))
    for side in (ConceptMerge.source, ConceptMerge.target):
        query = query.options(
            joinedload(side).joinedload(Concept.round),
            joinedload(side).joinedload(Concept.forum).selectinload(Forum.stewards),
            joinedload(side).selectinload(Concept.co_authors).joinedload(CoAuthor.member).load_only(*NAMED),
        )
    return query
