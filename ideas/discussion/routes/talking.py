"""Talking about a concept: open a thread, reply, settle, take back. Each act answers with its thread or the discussion."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from governance.charter.values import value
from ideas.concepts.routes.blueprint import seen
from ideas.discussion import saying, settling
from ideas.discussion.comment import Comment, CommentKind, Mark
from ideas.discussion.forms import CommentForm, ReplyForm
from ideas.discussion.queries import REPLIES_PER_PAGE, comment_held, comment_seen, one_thread, opening_of
from ideas.discussion.routes.blueprint import asked, bp, seen_comment
from ideas.discussion.showing import discussion_shown, thread_shown
from kernel.access import members_only, public, viewer
from kernel.database import transaction
from kernel.htmx import answer, is_fragment
from kernel.throttle import check

DAY = 86_400


@bp.get("/concepts/<int:concept_id>/discussion")
@public
def discussion(concept_id: int) -> Any:
    concept = seen(concept_id)
    shown = discussion_shown(viewer(), concept, *asked())
    template = "ideas/discussion/_discussion.html" if is_fragment() else "ideas/discussion/discussion.html"
    return render_template(template, concept=concept, **shown)


@bp.post("/concepts/<int:concept_id>/comments")
@members_only
def say(concept_id: int) -> Any:
    concept, form = seen(concept_id), CommentForm(request.form)
    check("comment", viewer().id, value("discussion.comments-per-day"), DAY)
    if form.validate():
        with form.owning_errors():
            with transaction():
                kind = CommentKind(form.kind.data)
                comment = saying.say(viewer(), concept, kind, form.source.data or "")
            to = url_for("concepts.show", concept_id=concept_id, _anchor=f"comment-{comment.id}")
            if not is_fragment():
                return answer("", to, "Your comment is posted.")
            shown = discussion_shown(viewer(), concept)
            return answer("ideas/discussion/_discussion.html", to, "Your comment is posted.", concept=concept, **shown)
    concept = seen(concept_id)
    template = "ideas/discussion/_discussion.html" if is_fragment() else "ideas/discussion/discussion.html"
    shown = {**discussion_shown(viewer(), concept), "comment_form": form}
    return render_template(template, concept=concept, **shown), 422


@bp.get("/comments/<int:comment_id>")
@public
def thread(comment_id: int) -> Any:
    comment = seen_comment(comment_id)
    return _thread_page(comment, ReplyForm())


@bp.post("/comments/<int:comment_id>/replies")
@members_only
def reply(comment_id: int) -> Any:
    form, parent = ReplyForm(request.form), seen_comment(comment_id)
    check("comment", viewer().id, value("discussion.comments-per-day"), DAY)
    if form.validate():
        with form.owning_errors():
            with transaction():
                said = saying.reply(viewer(), parent.concept, parent, form.source.data or "")
            return _thread_answer(said, "Your reply is there.")
    return _thread_page(seen_comment(comment_id), form, 422)


@bp.post("/comments/<int:comment_id>/settlement")
@members_only
def settle(comment_id: int) -> Any:
    seen_comment(comment_id)
    mark = next((mark for mark in Mark if mark.value == request.form.get("mark")), None) or abort(400)
    with transaction():
        comment = comment_held(comment_id)
        settling.settle(viewer(), comment.concept, comment, mark)
    return _thread_answer(comment, f"Marked {mark.value}.")


@bp.post("/comments/<int:comment_id>/settlement/removal")
@members_only
def reopen(comment_id: int) -> Any:
    seen_comment(comment_id)
    with transaction():
        comment = comment_held(comment_id)
        settling.reopen(viewer(), comment.concept, comment)
    return _thread_answer(comment, "The thread is open again.")


@bp.post("/comments/<int:comment_id>/retraction")
@members_only
def retract(comment_id: int) -> Any:
    seen_comment(comment_id)
    with transaction():
        comment = comment_held(comment_id)
        saying.retract(viewer(), comment)
    return _thread_answer(comment, "You took your comment back.")


def _thread_answer(comment: Comment, notice: str) -> Any:
    """The whole thread anew for htmx; for a plain browser its page, at the comment."""
    to = url_for("discussion.thread", comment_id=comment.id, _anchor=f"comment-{comment.id}")
    if not is_fragment():
        return answer("", to, notice)
    fresh = comment_seen(viewer(), comment.id) or abort(404)
    page = one_thread(opening_of(fresh), _page_with(fresh))
    shown = thread_shown(viewer(), page.rows[0], concept=fresh.concept, reply_form=ReplyForm())
    return answer("ideas/discussion/_thread.html", to, notice, **shown)


def _thread_page(comment: Comment, form: ReplyForm, code: int = 200) -> Any:
    number = request.args.get("page", _page_with(comment), int)
    page = one_thread(opening_of(comment), number)
    shown = thread_shown(viewer(), page.rows[0], concept=comment.concept, reply_form=form, page=page)
    template = "ideas/discussion/_thread.html" if is_fragment() else "ideas/discussion/thread.html"
    return render_template(template, comment=comment, **shown), code


def _page_with(comment: Comment) -> int:
    return 1 + max(0, comment.reply_number - 1) // REPLIES_PER_PAGE
