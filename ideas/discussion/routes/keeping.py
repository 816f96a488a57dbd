"""Keeping order: members flag; stewards and staff look, let stand, hide with a public reason, and restore."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from governance.charter.values import value
from ideas.discussion import flagging, moderating
from ideas.discussion.forms import FlagForm, ModerationForm
from ideas.discussion.policy import may_flag, may_moderate
from ideas.discussion.queries import flags_waiting, moderations_in
from ideas.discussion.routes.blueprint import SUBJECT, bp, concept_of, held_thing, seen_thing
from ideas.forums.policy import may_keep_forum
from ideas.forums.queries import forum_named
from kernel.access import members_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require
from kernel.throttle import check

DAY = 86_400


@bp.get(f"{SUBJECT}/flags")
@members_only
def flag_form(noun: str, thing_id: int) -> Any:
    thing = seen_thing(noun, thing_id)
    require(may_flag(viewer(), thing))
    return _form_page("ideas/discussion/flag.html", noun, thing, FlagForm())


@bp.post(f"{SUBJECT}/flags")
@members_only
def flag(noun: str, thing_id: int) -> Any:
    thing, form = seen_thing(noun, thing_id), FlagForm(request.form)
    check("flag", viewer().id, value("discussion.flags-per-day"), DAY)
    if form.validate():
        with form.owning_errors():
            with transaction():
                news = flagging.flag(viewer(), held_thing(noun, thing_id), form.reason.data or "")
            words = "Thank you. The forum's keepers will look at it." if news else "You had flagged this before."
            return done(_back(noun, thing), words)
    return _form_page("ideas/discussion/flag.html", noun, seen_thing(noun, thing_id), form, 422)


@bp.get(f"{SUBJECT}/moderation")
@members_only
def moderation_form(noun: str, thing_id: int) -> Any:
    thing = seen_thing(noun, thing_id)
    require(may_moderate(viewer(), concept_of(thing).forum, thing, now()))
    return _form_page("ideas/discussion/moderate.html", noun, thing, ModerationForm())


@bp.post(f"{SUBJECT}/moderation")
@members_only
def hide(noun: str, thing_id: int) -> Any:
    return _moderate(noun, thing_id, moderating.hide, "It is hidden; the reason is public.")


@bp.post(f"{SUBJECT}/moderation/removal")
@members_only
def restore(noun: str, thing_id: int) -> Any:
    return _moderate(noun, thing_id, moderating.restore, "It is shown again; the reason is public.")


@bp.post(f"{SUBJECT}/flags/answer")
@members_only
def let_stand(noun: str, thing_id: int) -> Any:
    thing = seen_thing(noun, thing_id)
    with transaction():
        held = held_thing(noun, thing_id)
        moderating.let_stand(viewer(), concept_of(held).forum, held)
    return done(url_for("discussion.queue", slug=concept_of(thing).forum.slug), "It stays; its flags are answered.")


@bp.get("/forums/<slug>/moderation")
@members_only
def queue(slug: str) -> Any:
    forum = forum_named(slug) or abort(404)
    require(may_keep_forum(viewer(), forum, now()))
    waiting = flags_waiting(forum, request.args.get("page", 1, int))
    return render_template("ideas/discussion/queue.html", forum=forum, page=waiting, done=moderations_in(forum).rows)


def _moderate(noun: str, thing_id: int, act: Any, words: str) -> Any:
    thing, form = seen_thing(noun, thing_id), ModerationForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                held = held_thing(noun, thing_id)
                act(viewer(), concept_of(held).forum, held, form.reason.data or "")
            return done(_back(noun, thing), words)
    return _form_page("ideas/discussion/moderate.html", noun, seen_thing(noun, thing_id), form, 422)


def _back(noun: str, thing: Any) -> str:
    if noun == "comments":
        return url_for("discussion.thread", comment_id=thing.id, _anchor=f"comment-{thing.id}")
    return url_for("concepts.show", concept_id=thing.id)


def _form_page(template: str, noun: str, thing: Any, form: Any, code: int = 200) -> Any:
    shown = {"noun": noun, "thing": thing, "concept": concept_of(thing), "form": form, "back": _back(noun, thing)}
    return render_template(template, **shown), code
