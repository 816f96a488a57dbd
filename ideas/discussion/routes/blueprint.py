"""The blueprint of discussions, and the one way in which its routes find what is spoken of."""

from __future__ import annotations

from flask import Blueprint, abort, request

from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_held, concept_seen
from ideas.discussion.comment import Comment
from ideas.discussion.queries import comment_held, comment_seen
from kernel.access import viewer

bp = Blueprint("discussion", __name__)
SUBJECT = "/<any(concepts, comments):noun>/<int:thing_id>"


def asked() -> tuple[str, bool, int]:
    """Which part of a discussion the address asks for: its kind, whether only open threads, and the page."""
    return request.args.get("kind", ""), request.args.get("open") == "yes", request.args.get("page", 1, int)


def seen_comment(comment_id: int) -> Comment:
    """The comment as this viewer may see it, or the page that says there is none."""
    return comment_seen(viewer(), comment_id) or abort(404)


def seen_thing(noun: str, thing_id: int) -> Concept | Comment:
    """A concept or comment this viewer may see, or the page that says there is none."""
    found = comment_seen(viewer(), thing_id) if noun == "comments" else concept_seen(viewer(), thing_id)
    return found or abort(404)


def held_thing(noun: str, thing_id: int) -> Concept | Comment:
    """The same, read afresh and held for an act in the open transaction."""
    return comment_held(thing_id) if noun == "comments" else concept_held(thing_id)


def concept_of(thing: Concept | Comment) -> Concept:
    """The concept a thing belongs to. A comment's concept must be loaded."""
    return thing.concept if isinstance(thing, Comment) else thing
