"""Supporting a concept, carrying a support over and taking it back. Doing each twice is doing it once; the key sees to that.

All want a concept from `queries.concept_held`, whose round cannot move while the support is being stored. It is the
site's most frequent write, so its statements are made once and run without the mapper.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm.attributes import set_committed_value

from ideas.concepts.concept import Concept
from ideas.merges.merge import ConceptMerge
from ideas.supports.policy import may_support, may_take_back
from ideas.supports.support import Support
from kernel.conflicts import insert_unless_there
from kernel.database import db, now_by_the_database, rows_changed
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

_supports, _concepts = Support.__table__, Concept.__table__
_theirs = (_supports.c.concept_id == bindparam("concept"), _supports.c.member_id == bindparam("member"))
_removal = delete(_supports).where(*_theirs).returning(_supports.c.version_id, _supports.c.via_merge_id)
_carrying = (
    update(_supports)
    .where(*_theirs, _supports.c.version_id < bindparam("material"))
    .values(version_id=bindparam("version"))
)
# Counts only what is live at this moment: a material change that came first wins, for it holds the concept's row.
_step = (
    update(_concepts)
    .where(_concepts.c.id == bindparam("concept"), _concepts.c.material_version_id <= bindparam("version"))
    .values(supports_count=_concepts.c.supports_count + bindparam("step"))
    .returning(_concepts.c.supports_count)
)
CHANGED = "The words of this concept changed at this very moment. Look at them first, then support it."


def support(member: Member, concept: Concept) -> bool:
    """Say "I want this", as it stands. Returns whether that is news; saying it again is no error. Raises Refused."""
    at = now_by_the_database()
    require(may_support(member, concept, at))
    added = add(member.id, concept, at)
    if added and not _count(concept, concept.current_version_id, +1):
        raise RuleBroken(CHANGED)
    return added


def carry_over(member: Member, concept: Concept) -> bool:
    """Let a stale support count for what the concept says now. Returns whether there was one. Raises Refused."""
    require(may_support(member, concept, now_by_the_database()))
    to = {"material": concept.material_version_id, "version": concept.current_version_id}
    carried = rows_changed(db.session.execute(_carrying, {**_pair(member, concept), **to})) == 1
    if carried and not _count(concept, concept.current_version_id, +1):
        raise RuleBroken(CHANGED)
    return carried


def follow(member: Member, merge: ConceptMerge, target: Concept) -> bool:
    """Carry a support over to where its concept was merged. Returns whether that is news. Wants the merge held, shared.

    The support at the source stays, resting; whoever supports the target already keeps that one as it is, stale or live.
    """
    at = now_by_the_database()
    require(may_support(member, target, at))
    here = select(_supports.c.member_id).where(_supports.c.concept_id == merge.source_id)
    if not merge.is_standing or db.session.scalar(here.where(_supports.c.member_id == member.id)) is None:
        raise RuleBroken("There is no support of yours to carry over; you can support this concept itself.")
    if db.session.scalar(select(_supports.c.version_id).where(*_theirs), _pair(member, target)) is not None:
        return False
    added = add(member.id, target, at, merge.id)
    if added and not _count(target, target.current_version_id, +1):
        raise RuleBroken(CHANGED)
    return added


def take_back(member: Member, concept: Concept) -> bool:
    """Take the support back. Returns whether there was one. Raises Refused.

    One that came by a merge ends where it came from too, so that undoing the merge does not bring it back.
    """
    require(may_take_back(member, concept, now_by_the_database()))
    gone = db.session.execute(_removal, _pair(member, concept)).one_or_none()
    if gone is None:
        return False
    _count(concept, gone.version_id, -1)
    if gone.via_merge_id is not None:
        _end_at_source(member, gone.via_merge_id)
    return True


@cache
def _addition(dialect: str) -> Any:
    stored = insert_unless_there(_supports)
    stale = _supports.c.version_id < bindparam("material")
    renewed = stored.on_conflict_do_update(
        index_elements=["concept_id", "member_id"], set_={"version_id": stored.excluded.version_id}, where=stale
    )
    return renewed.returning(_supports.c.member_id)


def add(member_id: int, concept: Concept, at: datetime, via_merge_id: int | None = None) -> bool:
    """The row alone, not yet counted. False when this member has a live one."""
    row = {"concept_id": concept.id, "member_id": member_id, "created_at": at, "via_merge_id": via_merge_id}
    row |= {"version_id": concept.current_version_id, "material": concept.material_version_id}
    return db.session.scalar(_addition(db.engine.dialect.name), row) is not None


def _pair(member: Member, concept: Concept) -> dict[str, int]:
    return {"concept": concept.id, "member": member.id}


def _end_at_source(member: Member, merge_id: int) -> None:
    source_id = db.session.get_one(ConceptMerge, merge_id).source_id
    gone = db.session.execute(_removal, {"concept": source_id, "member": member.id}).one_or_none()
    if gone is not None:
        db.session.execute(_step, {"concept": source_id, "version": gone.version_id, "step": -1})


def _count(concept: Concept, version_id: int | None, step: int) -> bool:
    """Count it, unless it is stale by now. Returns whether it was counted."""
    counted = db.session.scalar(_step, {"concept": concept.id, "version": version_id, "step": step})
    if counted is not None:
        set_committed_value(concept, "supports_count", counted)
    return counted is not None
