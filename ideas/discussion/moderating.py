"""Keepers hide and restore with a reason that everybody can read in the public record; hiding deletes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from governance.record.recording import record
from ideas.concepts.concept import Concept
from ideas.concepts.freezing import put_in_index as concept_in_index
from ideas.concepts.wording import refuse_unstorable
from ideas.discussion.comment import Comment
from ideas.discussion.moderation import REASON_MAX, Flag, FlagAnswer, Moderation, ModerationKind
from ideas.discussion.policy import may_moderate
from ideas.discussion.saying import count
from ideas.discussion.saying import put_in_index as comment_in_index
from ideas.discussion.telling import tell_moderated
from ideas.forums.forum import Forum
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import forget
from members.accounts.member import Member


def hide(member: Member, forum: Forum, thing: Concept | Comment, reason: str) -> Moderation:
    """Take it out of sight, with a public reason. Hiding what is hidden is refused."""
    require(may_moderate(member, forum, thing, now()))
    if thing.hidden_at is not None:
        raise RuleBroken("It is hidden already.")
    act = _noted(member, forum, thing, ModerationKind.HIDE, reason)
    thing.hidden_at, thing.hidden_reason = act.at, act.reason
    _answer_flags(member, thing, FlagAnswer.HIDDEN)
    if isinstance(thing, Comment) and thing.retracted_at is None:
        count(thing.concept, -1)
    forget(_kind(thing), thing.id)
    if isinstance(thing, Concept):
        for comment in _shown_comments(thing):
            forget("comment", comment.id)
    tell_moderated(thing, "hidden", act.reason, act.id)
    return act


def restore(member: Member, forum: Forum, thing: Concept | Comment, reason: str) -> Moderation:
    """Show it again as it was, with a public reason."""
    require(may_moderate(member, forum, thing, now()))
    if thing.hidden_at is None:
        raise RuleBroken("It is not hidden.")
    act = _noted(member, forum, thing, ModerationKind.RESTORE, reason)
    thing.hidden_at = thing.hidden_reason = None
    if isinstance(thing, Concept):
        if thing.is_listed and thing.version is not None:
            concept_in_index(thing, thing.version)
        for comment in _shown_comments(thing):
            comment_in_index(comment, thing)
    elif thing.retracted_at is None:
        count(thing.concept, +1)
        comment_in_index(thing, thing.concept)
    tell_moderated(thing, "shown again", act.reason, act.id)
    return act


def let_stand(member: Member, forum: Forum, thing: Concept | Comment) -> None:
    """Answer its flags: it was looked at and stays."""
    require(may_moderate(member, forum, thing, now()))
    _answer_flags(member, thing, FlagAnswer.KEPT)


def _noted(member: Member, forum: Forum, thing: Concept | Comment, kind: ModerationKind, reason: str) -> Moderation:
    refuse_unstorable(reason, "reason", REASON_MAX)
    reason = reason.strip()
    if not reason:
        raise RuleBroken("Give the reason: it is public.", "reason")
    subject = {"comment_id": thing.id} if isinstance(thing, Comment) else {"concept_id": thing.id}
    act = Moderation(forum_id=forum.id, kind=kind, reason=reason, by=member, at=now(), **subject)
    db.session.add(act)
    db.session.flush()
    concept_id = thing.concept_id if isinstance(thing, Comment) else thing.id
    record(
        f"moderation.{kind.value}",
        f"{_kind(thing)}:{thing.id}",
        actor=member,
        acting_as="" if member.is_staff else "steward",
        forum=forum.slug,
        concept=concept_id,
        reason=reason,
    )
    return act


def _answer_flags(member: Member, thing: Concept | Comment, answer: FlagAnswer) -> None:
    column = Flag.comment_id if isinstance(thing, Comment) else Flag.concept_id
    waiting = update(Flag).where(column == thing.id, Flag.answered_at.is_(None))
    db.session.execute(waiting.values(answer=answer, answered_at=now(), answered_by_id=member.id))


def _shown_comments(concept: Concept) -> Sequence[Comment]:
    """What search may find of a concept's discussion; it goes and comes with the concept."""
    shown = select(Comment).where(Comment.concept_id == concept.id)
    return db.session.scalars(shown.where(Comment.retracted_at.is_(None), Comment.hidden_at.is_(None))).all()


def _kind(thing: Concept | Comment) -> str:
    return "comment" if isinstance(thing, Comment) else "concept"
