"""Merging takes authors of both, or a keeper's public reason. No support moves by itself: supporters are asked, and each
carries over at most one. What is merged stays readable and says where it went.
"""

from __future__ import annotations

from sqlalchemy import select

from governance.record.recording import record
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.wording import refuse_unstorable
from ideas.merges.merge import ConceptMerge
from ideas.merges.policy import acts_as_keeper, may_answer_merge, may_propose_merge
from ideas.merges.telling import tell_answered, tell_merged, tell_proposed
from kernel.database import db, now_by_the_database
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import forget
from members.accounts.member import Member

REASON_MAX = 1_000


def propose_merge(member: Member, source: Concept, target: Concept, reason: str) -> ConceptMerge:
    """Propose that `source` becomes part of `target`; who wrote both, or keeps the forum, merges at once.

    Wants both from queries.pair_held. Raises RuleBroken on `other` or `reason`.
    """
    at = now_by_the_database()
    if not may_propose_merge(member, source, at):
        require(may_propose_merge(member, target, at))
    _check_pair(source, target)
    keeper = acts_as_keeper(member, source, target, at)
    refuse_unstorable(reason, "reason", REASON_MAX)
    if keeper and not reason.strip():
        raise RuleBroken("Give the reason: it is shown on both pages and in the public record.", "reason")
    _refuse_second(member, source, target)
    merge = ConceptMerge(source=source, target=target, proposed_by=member, proposed_at=at, reason=reason.strip())
    merge.by_keeper = keeper
    db.session.add(merge)
    db.session.flush()
    if keeper or (source.is_by(member.id) and target.is_by(member.id)):
        _unite(member, merge)
    else:
        tell_proposed(merge, member)
    return merge


def accept_merge(member: Member, merge: ConceptMerge, source: Concept, target: Concept) -> None:
    """Agree: the source becomes part of the target. Wants the merge held, and both from queries.pair_held."""
    merge.source, merge.target = source, target
    require(may_answer_merge(member, merge, now_by_the_database()))
    _check_pair(source, target)
    _unite(member, merge)


def decline_merge(member: Member, merge: ConceptMerge, source: Concept, target: Concept) -> None:
    """Say no; both stand as they are. Wants the same as accept_merge."""
    merge.source, merge.target = source, target
    at = now_by_the_database()
    require(may_answer_merge(member, merge, at))
    merge.declined_at, merge.declined_by_id = at, member.id
    tell_answered(merge, member)


def _check_pair(source: Concept, target: Concept) -> None:
    if source.id == target.id:
        raise RuleBroken("A concept cannot be merged with itself.", "other")
    if source.round_id != target.round_id:
        raise RuleBroken("Only concepts of the same round can be merged.", "other")
    if not (source.is_listed and target.is_listed):
        raise RuleBroken("Both have to stand in the round; one of them does not.", "other")
    if source.merges_count:
        raise RuleBroken(f"Others are merged into “{source.title}”. Merge the other way round, or undo that.", "other")


def _refuse_second(member: Member, source: Concept, target: Concept) -> None:
    """One proposal between two concepts waits at a time; one whose proposer is no longer an author of either gives way."""
    waiting = select(ConceptMerge).where(
        ConceptMerge.source_id.in_((source.id, target.id)),
        ConceptMerge.target_id.in_((source.id, target.id)),
        ConceptMerge.merged_at.is_(None),
        ConceptMerge.declined_at.is_(None),
    )
    for merge in db.session.scalars(waiting).all():
        if source.is_by(merge.proposed_by_id) or target.is_by(merge.proposed_by_id):
            raise RuleBroken("This has been proposed already and waits for an answer.", "other")
        merge.declined_at, merge.declined_by_id = now_by_the_database(), member.id
    db.session.flush()


def _unite(member: Member, merge: ConceptMerge) -> None:
    source, target = merge.source, merge.target
    merge.merged_at, merge.accepted_by_id = now_by_the_database(), member.id
    source.state = ConceptState.MERGED
    target.merges_count += 1
    forget("concept", source.id)
    record(
        "moderation.merged" if merge.by_keeper else "concept.merged",
        f"concept:{source.id}",
        actor=member,
        acting_as="" if member.is_staff else "steward" if merge.by_keeper else "author",
        words=f"“{source.title}” became part of “{target.title}”.",
        into=target.id,
        reason=merge.reason,
    )
    tell_merged(merge, member)
