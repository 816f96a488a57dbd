"""Writing a concept: begin it in a round, save it as typed, throw it away."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for

from ideas.concepts import drafting, queries
from ideas.concepts.concept import Concept
from ideas.concepts.forms import DraftForm, PictureForm, draft_form
from ideas.concepts.policy import may_draft, may_hold_draft, may_write
from ideas.concepts.routes.blueprint import bp, seen
from ideas.rounds.queries import round_named
from ideas.rounds.round import Round
from kernel.access import members_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import answer, done, is_fragment
from kernel.policy import require


@bp.get("/rounds/<slug>/concepts/new")
@members_only
def new(slug: str) -> Any:
    round_ = _round(slug)
    return _begin_page(round_, _first_form(round_, None))


@bp.post("/rounds/<slug>/concepts")
@members_only
def begin(slug: str) -> Any:
    round_ = _round(slug)
    form = _first_form(round_, request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                concept = drafting.begin(viewer(), round_)
                drafting.save(viewer(), concept, form.wording(queries.fields_of(round_.forum_id)))
            looks = request.form.get("then") == "look-over"
            if looks:
                return done(url_for("concepts.look_over", concept_id=concept.id))
            return done(url_for("concepts.draft", concept_id=concept.id, _anchor="pictures"))
    return _begin_page(_round(slug), form, 422)


@bp.get("/concepts/<int:concept_id>/draft")
@members_only
def draft(concept_id: int) -> Any:
    concept = seen(concept_id)
    writes = may_write(viewer(), concept, now(), queries.is_returned(concept))
    if not writes and concept.is_draft and may_hold_draft(viewer(), concept, now()):
        return redirect(url_for("concepts.look_over", concept_id=concept_id), 303)
    require(writes)
    return draft_page(concept, form_of(concept, None), PictureForm())


@bp.post("/concepts/<int:concept_id>/draft")
@members_only
def save_draft(concept_id: int) -> Any:
    concept = seen(concept_id)
    form = form_of(concept, request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                wording = form.wording(queries.fields_of(concept.forum_id))
                saved = drafting.save(viewer(), queries.concept_held(concept_id), wording)
            if request.form.get("then") == "look-over":
                return done(url_for("concepts.look_over", concept_id=concept_id))
            kept: dict[str, Any] = {"concept": concept, "draft": saved, "form": form}
            notice = "" if is_fragment() else "Draft saved."
            return answer(
                "ideas/concepts/_saved.html", url_for("concepts.draft", concept_id=concept_id), notice, **kept
            )
    if is_fragment():
        return render_template("ideas/concepts/_saved.html", concept=seen(concept_id), draft=None, form=form), 422
    return draft_page(seen(concept_id), form, PictureForm(), 422)


@bp.post("/concepts/<int:concept_id>/draft/removal")
@members_only
def discard(concept_id: int) -> Any:
    concept = seen(concept_id)
    was_new, round_slug = concept.is_draft, concept.round.slug
    with transaction():
        drafting.discard(viewer(), queries.concept_held(concept_id))
    to = url_for("rounds.show", slug=round_slug) if was_new else url_for("concepts.show", concept_id=concept_id)
    return done(to, "The draft is thrown away.")


def _round(slug: str) -> Round:
    return round_named(slug) or abort(404)


def form_of(concept: Concept, typed: Any) -> DraftForm:
    draft = queries.draft_of(concept)
    if draft is None and typed is None:
        draft = drafting.from_version(concept.version, viewer().id)
    fields, signals = queries.fields_of(concept.forum_id), queries.signals_to_cite(concept.round)
    return draft_form(typed, fields, signals, draft if typed is None else None, first=concept.is_draft)


def _first_form(round_: Round, typed: Any) -> DraftForm:
    """The form of a concept that is not begun yet."""
    return draft_form(typed, queries.fields_of(round_.forum_id), queries.signals_to_cite(round_), None, first=True)


def _begin_page(round_: Round, form: DraftForm, code: int = 200) -> Any:
    return render_template(
        "ideas/concepts/begin.html",
        round=round_,
        form=form,
        verdict=may_draft(viewer(), round_, now()),
        drafts=queries.drafts_in(viewer(), round_),
        asked=form.asked(queries.fields_of(round_.forum_id)),
    ), code


def draft_page(concept: Concept, form: DraftForm, picture_form: PictureForm, code: int = 200) -> Any:
    draft, fields = queries.draft_of(concept), queries.fields_of(concept.forum_id)
    return render_template(
        "ideas/concepts/draft.html",
        concept=concept,
        draft=draft,
        form=form,
        asked=form.asked(fields),
        picture_form=picture_form,
        pictures=queries.pictures_of(concept.id),
    ), code
