"""What a forum's members do about its stewards: elect them, and ask for the recall of one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from wtforms.validators import InputRequired, Length

from governance.charter.values import value
from governance.decisions.opening import REASON_LENGTH
from governance.pending.second_look import shown_once_more, wants_to_change
from ideas.forums.election import election_in
from ideas.forums.forum import Forum, ForumSteward
from ideas.forums.policy import may_ask_recall
from ideas.forums.queries import forum_named
from ideas.forums.recalling import ask_recall, is_active
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.forms import Form, Marked
from kernel.htmx import done

bp = Blueprint("stewards", __name__)


class RecallForm(Form):
    """Why a steward should go."""

    reason = Marked(
        "Your reasons",
        [InputRequired("Give your reasons."), Length(max=REASON_LENGTH)],
        description="Everybody reads them, the steward too. Say what they did, not what they are.",
    )


def steward_or_404(slug: str, member_id: int) -> tuple[Forum, ForumSteward]:
    """A steward in office, with their forum."""
    forum = forum_named(slug) or abort(404)
    found = [one for one in forum.stewards_at(now()) if one.member_id == member_id]
    return (forum, found[0]) if found else abort(404)


@bp.post("/forums/<slug>/elections")
@members_only
def elect(slug: str) -> Any:
    """Show an election of stewards once more, then have it opened."""
    forum = forum_named(slug) or abort(404)
    if wants_to_change():
        return done(f"/forums/{forum.slug}#stewards")
    return shown_once_more(*election_in(forum))


@bp.get("/forums/<slug>/stewards/<int:member_id>/recall")
@public
def recall(slug: str, member_id: int) -> str:
    """The form that puts a recall to the forum's members."""
    return _recall_page(*steward_or_404(slug, member_id), RecallForm())


@bp.post("/forums/<slug>/stewards/<int:member_id>/recall")
@members_only
def ask(slug: str, member_id: int) -> Any:
    """Put it to them."""
    forum, steward = steward_or_404(slug, member_id)
    form = RecallForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                decision = ask_recall(viewer(), forum, steward, form.reason.data or "")
            return done(url_for("decisions.show", decision_id=decision.id), "It is put to the forum's members.")
    return _recall_page(forum, steward, form), 422


def _recall_page(forum: Forum, steward: ForumSteward, form: RecallForm) -> str:
    reader = viewer()
    verdict = may_ask_recall(reader, forum, steward, is_active(reader, forum), now())
    return render_template(
        "ideas/forums/recall.html",
        forum=forum,
        steward=steward,
        form=form,
        verdict=verdict,
        percent=value("steward.recall-percent"),
    )
