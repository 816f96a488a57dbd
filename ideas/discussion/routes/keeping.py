"""The queue of one forum: what its members asked its stewards and staff to look at."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from governance.moderation.forms import HideForm
from governance.moderation.queries import done_in, waiting_in
from ideas.discussion.kinds import place_of
from ideas.discussion.routes.blueprint import bp
from ideas.forums.policy import may_keep_forum
from ideas.forums.queries import forum_named
from kernel.access import members_only, viewer
from kernel.clock import now
from kernel.policy import require


@bp.get("/forums/<slug>/moderation")
@members_only
def queue(slug: str) -> Any:
    """What waits here, and what was done lately."""
    forum = forum_named(slug) or abort(404)
    require(may_keep_forum(viewer(), forum, now()))
    place = place_of(forum.id)
    page = waiting_in(place, request.args.get("page", 1, int))
    return render_template("ideas/discussion/queue.html", forum=forum, page=page, done=done_in(place), form=HideForm())
