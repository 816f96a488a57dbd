"""The forum an import puts its round into: the one there is, or a plain one, made for it without questions."""

from __future__ import annotations

from ideas.forums.forum import Forum
from ideas.forums.opening import ForumTerms, open_forum
from ideas.forums.queries import forum_named
from members.accounts.member import Member

COLOUR = "#3f6b8a"


def forum_for_import(operator: Member, slug: str, summary: str) -> Forum:
    """The forum with this slug, made when missing. The caller holds it, so that every act finds it loaded."""
    there = forum_named(slug)
    if there is not None:
        return there
    name = slug.replace("-", " ").capitalize()
    return open_forum(operator, ForumTerms(name=name, colour=COLOUR, summary=summary, slug=slug, questions=()))
