"""Undoing a merge gives back every support exactly: the source kept its own all the while, and what came to the target by
the merge goes. What people did themselves since then stands, and they are told.
"""

from __future__ import annotations

from sqlalchemy import delete

from governance.record.recording import record
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.freezing import put_in_index
from ideas.concepts.wording import refuse_unstorable
from ideas.merges.merge import ConceptMerge
from ideas.merges.merging import REASON_MAX
from ideas.merges.policy import acts_as_keeper, may_undo_merge
from ideas.merges.telling import tell_unmerged
from ideas.supports.support import Support
from kernel.database import db, now_by_the_database
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def undo_merge(member: Member, merge: ConceptMerge, source: Concept, target: Concept, reason: str) -> None:
    """Let both stand by themselves again. Wants the merge held and both from queries.pair_held. Raises RuleBroken."""
    at = now_by_the_database()
    merge.source, merge.target = source, target
    require(may_undo_merge(member, merge, at))
    keeper = acts_as_keeper(member, source, target, at)
    refuse_unstorable(reason, "reason", REASON_MAX)
    if keeper and not reason.strip():
        raise RuleBroken("Give the reason: it is shown on both pages and in the public record.", "reason")
    merge.undone_at, merge.undone_by_id, merge.undone_reason = at, member.id, reason.strip()
    source.state = ConceptState.PROPOSED
    target.merges_count -= 1
    if source.version is not None and source.hidden_at is None:
        put_in_index(source, source.version)
    _give_back(merge, target)
    record(
        "moderation.unmerged" if keeper else "concept.unmerged",
        f"concept:{source.id}",
        actor=member,
        acting_as="" if member.is_staff else "steward" if keeper else "author",
        words=f"“{source.title}” stands by itself again; its merge into “{target.title}” is undone.",
        out_of=target.id,
        reason=merge.undone_reason,
    )
    tell_unmerged(merge, member)


def _give_back(merge: ConceptMerge, target: Concept) -> None:
    came = delete(Support).where(Support.via_merge_id == merge.id).returning(Support.version_id)
    versions = db.session.scalars(came.execution_options(synchronize_session=False)).all()
    target.supports_count -= sum(version >= target.material_version_id for version in versions)
    db.session.flush()
