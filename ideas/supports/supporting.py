"""Supporting a concept and taking it back. Doing either twice is doing it once; the database's key sees to that.

Both want a concept from `queries.concept_held`, whose round cannot move while the support is being stored.
"""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm.attributes import set_committed_value

from ideas.concepts.concept import Concept
from ideas.supports.policy import may_support
from ideas.supports.support import Support
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db, rows_changed
from kernel.policy import require
from members.accounts.member import Member


def support(member: Member, concept: Concept) -> bool:
    """Say "I want this". Returns whether that is news; saying it again is no error. Raises Refused."""
    at = now()
    require(may_support(member, concept, at))
    row = insert_unless_there(Support).values(concept_id=concept.id, member_id=member.id, created_at=at)
    added = db.session.scalar(row.on_conflict_do_nothing().returning(Support.member_id)) is not None
    if added:
        _count(concept, +1)
    return added


def take_back(member: Member, concept: Concept) -> bool:
    """Take the support back. Returns whether there was one. Raises Refused."""
    require(may_support(member, concept, now()))
    theirs = delete(Support).where(Support.concept_id == concept.id, Support.member_id == member.id)
    removed = rows_changed(db.session.execute(theirs)) == 1
    if removed:
        _count(concept, -1)
    return removed


def _count(concept: Concept, step: int) -> None:
    counted = (
        update(Concept)
        .where(Concept.id == concept.id)
        .values(supports_count=Concept.supports_count + step)
        .returning(Concept.supports_count)
        .execution_options(synchronize_session=False)
    )
    set_committed_value(concept, "supports_count", db.session.scalar(counted))
