"""Supporting a concept and taking it back. Doing either twice is doing it once; the database's key sees to that.

Both want a concept from `queries.concept_held`, whose round cannot move while the support is being stored. It is the
site's most frequent write, so its statements are made once and run without the mapper.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm.attributes import set_committed_value

from ideas.concepts.concept import Concept
from ideas.supports.policy import may_support
from ideas.supports.support import Support
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db, rows_changed
from kernel.policy import require
from members.accounts.member import Member

_supports, _concepts = Support.__table__, Concept.__table__
_removal = delete(_supports).where(
    _supports.c.concept_id == bindparam("concept"), _supports.c.member_id == bindparam("member")
)
_step = (
    update(_concepts)
    .where(_concepts.c.id == bindparam("concept"))
    .values(supports_count=_concepts.c.supports_count + bindparam("step"))
    .returning(_concepts.c.supports_count)
)


def support(member: Member, concept: Concept) -> bool:
    """Say "I want this". Returns whether that is news; saying it again is no error. Raises Refused."""
    at = now()
    require(may_support(member, concept, at))
    added = _add(member.id, concept.id, at)
    if added:
        _count(concept, +1)
    return added


def take_back(member: Member, concept: Concept) -> bool:
    """Take the support back. Returns whether there was one. Raises Refused."""
    require(may_support(member, concept, now()))
    theirs = {"concept": concept.id, "member": member.id}
    removed = rows_changed(db.session.execute(_removal, theirs)) == 1
    if removed:
        _count(concept, -1)
    return removed


@cache
def _addition(dialect: str) -> Any:
    return insert_unless_there(_supports).on_conflict_do_nothing().returning(_supports.c.member_id)


def _add(member_id: int, concept_id: int, at: datetime) -> bool:
    row = {"concept_id": concept_id, "member_id": member_id, "created_at": at}
    return db.session.scalar(_addition(db.engine.dialect.name), row) is not None


def _count(concept: Concept, step: int) -> None:
    counted = db.session.scalar(_step, {"concept": concept.id, "step": step})
    set_committed_value(concept, "supports_count", counted)
