"""What readers need of forums: the list with what is open in each, one forum whole, and the forums somebody keeps."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ideas.forums.forum import Forum, ForumSteward
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.accounts.naming import folded


def forum_named(slug: str) -> Forum | None:
    """One forum with its stewards and questions, or None."""
    whole = (selectinload(Forum.stewards).joinedload(ForumSteward.member), joinedload(Forum.fields))
    return db.session.scalars(select(Forum).where(Forum.slug == slug).options(*whole)).unique().one_or_none()


def all_forums() -> Sequence[Forum]:
    """Every forum by name."""
    return db.session.scalars(select(Forum).order_by(Forum.name)).all()


def forums_kept_by(member: Member | None) -> Sequence[Forum]:
    """The forums this member is steward of; none for a guest."""
    if member is None:
        return []
    in_office = or_(ForumSteward.until.is_(None), ForumSteward.until > now())
    theirs = select(Forum).join(ForumSteward, ForumSteward.forum_id == Forum.id)
    return db.session.scalars(theirs.where(ForumSteward.member_id == member.id, in_office).order_by(Forum.name)).all()


def member_called(name: str) -> Member:
    """The member of this name, however it is spelled. Raises RuleBroken on `name` when there is none."""
    found: Member | None = db.session.scalar(select(Member).where(Member.name_folded == folded(name)))
    if found is None or found.has_left:
        raise RuleBroken("Nobody here is called so. Copy the name from their page.", "name")
    return found


def rounds_of(forum: Forum) -> Sequence[Round]:
    """The forum's hundred newest rounds, the one that closes last first."""
    newest = select(Round).where(Round.forum_id == forum.id).order_by(Round.closes_at.desc(), Round.id.desc())
    return db.session.scalars(newest.options(joinedload(Round.forum)).limit(100)).all()


def worn_colours(connection: Connection) -> dict[str, str]:
    """Each forum's colour under the class its pages wear: {"forum-3": "#1f6f5c"}."""
    return {f"forum-{row.id}": row.colour for row in connection.execute(select(Forum.id, Forum.colour))}
