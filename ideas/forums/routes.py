"""The forums' pages: all of them, one, its signals, and what its keepers change."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from governance.elections.queries import newest_for
from governance.pending.queries import waiting_for
from ideas.forums.closing import close_forum, has_running_round, reopen_forum
from ideas.forums.electing import free_seats, office_of
from ideas.forums.election import KIND as ELECTION
from ideas.forums.forms import CloseForm, ForumForm, StewardForm, filled
from ideas.forums.forum import LABELS, Forum
from ideas.forums.opening import change_forum, open_forum
from ideas.forums.policy import (
    may_appoint_steward,
    may_begin_in,
    may_close_forum,
    may_keep_forum,
    may_open_election,
    may_open_forum,
)
from ideas.forums.queries import all_forums, forum_named, forums_kept_by, member_called, rounds_of
from ideas.forums.stewarding import appoint, release
from ideas.rounds.queries import rounds_under_way, standing_signals
from kernel.access import freshly_proven, members_only, public, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require

bp = Blueprint("forums", __name__)


def forum_or_404(slug: str) -> Forum:
    """The forum at this address, with stewards and questions."""
    return forum_named(slug) or abort(404)


def kept_forum_or_404(slug: str) -> Forum:
    """The same, for those who keep it. Raises Refused for others."""
    forum = forum_or_404(slug)
    require(may_keep_forum(viewer(), forum, now()))
    return forum


@bp.get("/forums")
@public
def index() -> str:
    """Every forum, with the rounds under way in it."""
    reader = viewer()
    verdict = may_open_forum(reader, forums_kept_by(reader), now())
    return render_template(
        "ideas/forums/index.html", forums=all_forums(), rounds=rounds_under_way(now()), may_open=verdict
    )


@bp.get("/forums/<slug>")
@public
def show(slug: str) -> str:
    """One forum: what belongs here, its rounds, what its concepts answer, who keeps it."""
    forum = forum_or_404(slug)
    may_elect = may_open_election(viewer(), forum, free_seats(forum), now())
    return render_template(
        "ideas/forums/show.html",
        forum=forum,
        rounds=rounds_of(forum),
        material=[*(LABELS[key] for key in forum.material_words), *(one.label for one in forum.asked if one.material)],
        waiting=len(standing_signals(forum.id)),
        may_keep=may_keep_forum(viewer(), forum, now()),
        may_begin=may_begin_in(viewer(), forum, now()),
        stewards=forum.stewards_at(now()),
        election=newest_for(office_of(forum)),
        may_elect=may_elect,
        waits=waiting_for(ELECTION, forum.id) if may_elect else None,
        at=now(),
    )


@bp.get("/forums/new")
@members_only
def new() -> str:
    """An empty forum form with the usual questions."""
    _refuse_others()
    return render_template("ideas/forums/new.html", form=ForumForm(data=filled(None)))


@bp.post("/forums")
@members_only
def create() -> Any:
    """Open the forum."""
    _refuse_others()
    form = ForumForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                forum = open_forum(viewer(), form.terms())
            return done(url_for("forums.show", slug=forum.slug), "The forum is open. Now put a first question to it.")
    return render_template("ideas/forums/new.html", form=form), 422


@bp.get("/forums/<slug>/edit")
@members_only
def edit(slug: str) -> str:
    """The forum's form, and its stewards."""
    forum = kept_forum_or_404(slug)
    return _edit_page(forum, ForumForm(data=filled(forum)), StewardForm(prefix="steward-"))


@bp.post("/forums/<slug>")
@members_only
def change(slug: str) -> Any:
    """Store the forum's new words and questions."""
    forum, form = kept_forum_or_404(slug), ForumForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                change_forum(viewer(), forum, form.terms())
            return done(url_for("forums.show", slug=slug), "The forum is changed.")
    return _edit_page(forum, form, StewardForm(prefix="steward-")), 422


@bp.post("/forums/<slug>/closing")
@members_only
def close(slug: str) -> Any:
    """Close the forum."""
    forum, form = kept_forum_or_404(slug), CloseForm(request.form, prefix="close-")
    if form.validate():
        with form.owning_errors():
            with transaction():
                close_forum(viewer(), forum, form.reason.data or "")
            return done(url_for("forums.show", slug=slug), "The forum is closed. Everything in it stays to be read.")
    return _edit_page(forum, ForumForm(data=filled(forum)), StewardForm(prefix="steward-"), form), 422


@bp.post("/forums/<slug>/closing/removal")
@members_only
def reopen(slug: str) -> Any:
    """Reopen the forum."""
    forum = kept_forum_or_404(slug)
    with transaction():
        reopen_forum(viewer(), forum)
    return done(url_for("forums.show", slug=slug), "The forum is open again.")


@bp.post("/forums/<slug>/stewards")
@staff_only
@freshly_proven("appoint a steward")
def appoint_steward(slug: str) -> Any:
    """Appoint a member by name."""
    forum, form = forum_or_404(slug), StewardForm(request.form, prefix="steward-")
    if form.validate():
        with form.owning_errors():
            with transaction():
                steward = appoint(viewer(), forum, member_called(form.name.data))
            return done(url_for("forums.edit", slug=slug) + "#stewards", f"{steward.member.name} keeps this forum now.")
    return _edit_page(forum, ForumForm(data=filled(forum)), form), 422


@bp.post("/forums/<slug>/stewards/<int:member_id>/removal")
@staff_only
@freshly_proven("release a steward")
def release_steward(slug: str, member_id: int) -> Any:
    """Release a steward."""
    forum = forum_or_404(slug)
    with transaction():
        release(viewer(), forum, member_id)
    return done(url_for("forums.edit", slug=slug) + "#stewards", "They are steward no longer.")


def _refuse_others() -> None:
    require(may_open_forum(viewer(), forums_kept_by(viewer()), now()))


def _edit_page(forum: Forum, form: ForumForm, steward_form: StewardForm, close_form: CloseForm | None = None) -> str:
    return render_template(
        "ideas/forums/edit.html",
        forum=forum,
        form=form,
        steward_form=steward_form,
        stewards=forum.stewards_at(now()),
        may_appoint=may_appoint_steward(viewer(), forum, now()),
        close_form=close_form or CloseForm(prefix="close-"),
        may_close=may_close_forum(viewer(), forum, has_running_round(forum), now()),
    )
