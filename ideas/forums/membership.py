"""A forum's members are those who took part in it of late: who proposed, supported, commented or cast a ballot there.

So a steward is chosen and recalled by the people whose order they keep, and nobody joins a roll by signing up, nor by a
vote that is held or was found invalid.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, select, union

from governance.charter.values import value
from ideas.ballots.ballot import Ballot
from ideas.concepts.concept import Concept
from ideas.discussion.comment import Comment
from ideas.forums.forum import Forum
from ideas.holds.counted import is_not_held
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from ideas.supports.support import Support
from kernel.clock import now
from kernel.database import db
from members.accounts.member import Member


def active_members(forum: Forum | None = None) -> Select[Any]:
    """Who took part in this forum, or anywhere, in the charter's time: their ids, in one query.

    Left out are accounts that are suspended, left or unconfirmed, and those younger than a vote that counts asks for.
    """
    at = now()
    since = at - timedelta(days=value("steward.active-days"))
    old_enough = at - timedelta(days=value("account.age-days"))
    here = Concept.forum_id == forum.id if forum else Concept.id.is_not(None)
    voted = Round.forum_id == forum.id if forum else Round.id.is_not(None)
    commented = select(Comment.author_id).join(Concept, Concept.id == Comment.concept_id)
    supported = select(Support.member_id).join(Concept, Concept.id == Support.concept_id)
    cast = select(Ballot.member_id).join(Round, Round.id == Ballot.round_id)
    supports_stand = is_not_held(Concept.round_id, VoteKind.SUPPORT, Support.member_id)
    ballots_stand = is_not_held(Ballot.round_id, VoteKind.BALLOT, Ballot.member_id)
    took_part = union(
        select(Concept.author_id).where(here, Concept.proposed_at >= since, Concept.hidden_at.is_(None)),
        supported.where(here, Support.created_at >= since, supports_stand),
        commented.where(here, Comment.created_at >= since, Comment.hidden_at.is_(None)),
        cast.where(voted, Ballot.cast_at >= since, ballots_stand),
    ).subquery()
    able = (Member.email_folded.is_not(None), Member.suspended_at.is_(None), Member.left_at.is_(None))
    return select(Member.id).where(Member.id.in_(select(took_part.c[0])), *able, Member.created_at <= old_enough)


def how_many_active(forum: Forum) -> int:
    """How many they are."""
    return db.session.scalar(select(func.count()).select_from(active_members(forum).subquery())) or 0
