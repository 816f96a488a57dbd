"""The blueprint of discussions, and the one way in which its routes find what is spoken of."""

from __future__ import annotations

from flask import Blueprint, abort, request

from ideas.discussion.comment import Comment
from ideas.discussion.queries import comment_seen
from kernel.access import viewer

bp = Blueprint("discussion", __name__)


def asked() -> tuple[str, bool, int]:
    """Which part of a discussion the address asks for: its kind, whether only open threads, and the page."""
    return request.args.get("kind", ""), request.args.get("open") == "yes", request.args.get("page", 1, int)


def seen_comment(comment_id: int) -> Comment:
    """The comment as this viewer may see it, or the page that says there is none."""
    return comment_seen(viewer(), comment_id) or abort(404)
