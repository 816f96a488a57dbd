"""Concepts and comments can be flagged to a forum's stewards and staff. No search finds what is hidden, nothing counts it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload

from governance.moderation.kind import Kind, Shown
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept
from ideas.concepts.freezing import put_in_index as concept_in_index
from ideas.concepts.queries import concept_held, concept_seen
from ideas.discussion.comment import Comment
from ideas.discussion.queries import comment_held, comment_seen
from ideas.discussion.saying import count
from ideas.discussion.saying import put_in_index as comment_in_index
from ideas.forums.policy import may_keep_forum
from kernel.database import db
from kernel.policy import Verdict
from kernel.search import forget
from members.accounts.member import Member


def place_of(forum_id: int) -> str:
    """How the queue of a forum's keepers is called."""
    return f"forum:{forum_id}"


class _InForum(Kind):
    notice = "concepts"

    def concept(self, row: Any) -> Concept:
        """The concept it belongs to."""
        raise NotImplementedError

    def author_id(self, row: Any) -> int | None:
        """Who wrote it."""
        return int(row.author_id)

    def is_cause_of(self, row: Any, member: Member) -> bool:
        """Their own words, and what is said about a concept of theirs: it may be what criticises them."""
        concept = self.concept(row)
        if member.id in (self.author_id(row), concept.author_id):
            return True
        if "co_authors" not in inspect(concept).unloaded:
            return concept.is_by(member.id)
        mates = db.session.scalars(select(CoAuthor).where(CoAuthor.concept_id == concept.id))
        return any(mate.member_id == member.id and mate.is_active for mate in mates)

    def place(self, row: Any) -> str:
        """The queue of its forum."""
        return place_of(self.concept(row).forum_id)

    def queue(self, row: Any) -> str:
        """The page of that queue."""
        return f"/forums/{self.concept(row).forum.slug}/moderation"

    def may_keep(self, member: Member | None, row: Any, at: datetime) -> Verdict:
        """Staff and the forum's stewards, who must be loaded."""
        return may_keep_forum(member, self.concept(row).forum, at)

    def recorded(self, row: Any) -> dict[str, Any]:
        """Where it stands."""
        concept = self.concept(row)
        return {"forum": concept.forum.slug, "concept": concept.id}


class ConceptKind(_InForum):
    """A concept goes and comes with its discussion."""

    name, noun, words, row = "concept", "concepts", "concept", Concept

    def concept(self, row: Concept) -> Concept:
        """Itself."""
        return row

    def seen(self, viewer: Member | None, thing_id: int) -> Concept | None:
        """As its page shows it."""
        return concept_seen(viewer, thing_id)

    def held(self, thing_id: int) -> Concept:
        """With its forum and stewards."""
        return concept_held(thing_id)

    def many(self, ids: Sequence[int]) -> Iterable[Concept]:
        """With author and forum."""
        whole = joinedload(Concept.author), joinedload(Concept.forum)
        return db.session.scalars(select(Concept).where(Concept.id.in_(ids)).options(*whole))

    def shown(self, row: Concept) -> Shown:
        """Its title; its words are on its page."""
        return Shown(row.author, row.created_at, row.path)

    def about(self, row: Concept) -> str:
        """By its title."""
        return f"concept “{row.title}”"

    def hide(self, row: Concept, at: datetime, reason: str) -> None:
        """Out of sight, and out of the search with what is said about it."""
        super().hide(row, at, reason)
        forget("concept", row.id)
        for comment in _shown_comments(row):
            forget("comment", comment.id)

    def restore(self, row: Concept) -> None:
        """To be found again."""
        super().restore(row)
        if row.is_listed and row.version is not None:
            concept_in_index(row, row.version)
        for comment in _shown_comments(row):
            comment_in_index(comment, row)


class CommentKind(_InForum):
    """A comment leaves its place, which says why."""

    name, noun, words, row = "comment", "comments", "comment", Comment

    def concept(self, row: Comment) -> Concept:
        """What it is about; it must be loaded."""
        return row.concept

    def seen(self, viewer: Member | None, thing_id: int) -> Comment | None:
        """Where its concept can be seen."""
        return comment_seen(viewer, thing_id)

    def held(self, thing_id: int) -> Comment:
        """With its concept, forum and stewards."""
        return comment_held(thing_id)

    def many(self, ids: Sequence[int]) -> Iterable[Comment]:
        """With author, concept and forum."""
        concept = joinedload(Comment.concept).joinedload(Concept.forum)
        return db.session.scalars(
            select(Comment).where(Comment.id.in_(ids)).options(concept, joinedload(Comment.author))
        )

    def shown(self, row: Comment) -> Shown:
        """Its words."""
        path = f"/comments/{row.id}#comment-{row.id}"
        html = "" if row.retracted_at else row.html
        return Shown(row.author, row.created_at, path, html)

    def about(self, row: Comment) -> str:
        """By what it is about."""
        return f"comment on “{row.concept.title}”"

    def is_gone(self, row: Comment) -> bool:
        """Hidden, or taken back by its author."""
        return row.is_gone

    def hide(self, row: Comment, at: datetime, reason: str) -> None:
        """Out of sight, search and count."""
        super().hide(row, at, reason)
        if row.retracted_at is None:
            count(row.concept, -1)
        forget("comment", row.id)

    def restore(self, row: Comment) -> None:
        """Seen, found and counted again."""
        super().restore(row)
        if row.retracted_at is None:
            count(row.concept, +1)
            if row.concept.hidden_at is None:  # else it is found again with its concept
                comment_in_index(row, row.concept)


KINDS = (ConceptKind(), CommentKind())


def _shown_comments(concept: Concept) -> Sequence[Comment]:
    """What search may find of a concept's discussion; it goes and comes with the concept."""
    shown = select(Comment).where(Comment.concept_id == concept.id)
    return db.session.scalars(shown.where(Comment.retracted_at.is_(None), Comment.hidden_at.is_(None))).all()
