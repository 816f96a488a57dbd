"""Two concepts of one round may become one until balloting begins: when authors of both agree, or when a keeper who wrote
neither gives a public reason. Either way it can be undone until then.

Every function needs both concepts' round, forum with stewards, and co-authors loaded.
"""

from __future__ import annotations

from datetime import datetime

from ideas.concepts.concept import Concept
from ideas.forums.policy import may_keep_forum, standing
from ideas.merges.merge import ConceptMerge
from ideas.rounds.phase import HEARING
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member

OVER = "Concepts can be merged, and merges undone, until balloting begins."


def may_propose_merge(member: Member | None, concept: Concept, at: datetime) -> Verdict:
    """Whether they may propose to merge this concept with another, or as a keeper do it."""
    able = standing(member)
    if member is None or not able:
        return able
    if not concept.is_listed:
        return refused("Only a concept that stands in its round can be merged.")
    if concept.round.phase(at) not in HEARING:
        return refused(OVER)
    if concept.is_by(member.id) or may_keep_forum(member, concept.forum, at):
        return ALLOWED
    return refused("Only its authors and the keepers of the forum propose to merge a concept.")


def acts_as_keeper(member: Member, source: Concept, target: Concept, at: datetime) -> bool:
    """Whether they do it for the forum: they keep it and wrote neither."""
    wrote = source.is_by(member.id) or target.is_by(member.id)
    return not wrote and bool(may_keep_forum(member, source.forum, at))


def may_answer_merge(member: Member | None, merge: ConceptMerge, at: datetime) -> Verdict:
    """Whether the answer to this open proposal is theirs: they wrote the concept that its proposer did not."""
    able = standing(member)
    if member is None or not able:
        return able
    if not merge.is_waiting:
        return refused("This proposal has been answered already.")
    if merge.source.round.phase(at) not in HEARING:
        return refused(OVER)
    ours, theirs = merge.source, merge.target
    if not ours.is_by(merge.proposed_by_id):
        ours, theirs = theirs, ours
    if not ours.is_by(merge.proposed_by_id):
        return refused("Whoever proposed this is no longer an author of either. Propose it anew.")
    return ALLOWED if theirs.is_by(member.id) else refused("The authors of the other concept answer this.")


def may_undo_merge(member: Member | None, merge: ConceptMerge, at: datetime) -> Verdict:
    """Whether they may let both stand by themselves again: authors of either, and the forum's keepers."""
    able = standing(member)
    if member is None or not able:
        return able
    if not merge.is_standing:
        return refused("These concepts are not merged now.")
    if merge.source.round.phase(at) not in HEARING:
        return refused(OVER)
    wrote = merge.source.is_by(member.id) or merge.target.is_by(member.id)
    if wrote or may_keep_forum(member, merge.source.forum, at):
        return ALLOWED
    return refused("Only authors of the two concepts and the keepers of the forum undo a merge.")
