"""Who made a concept: invite somebody by name, answer an invitation, leave."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from governance.charter.values import value
from ideas.concepts import inviting, queries
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept
from ideas.concepts.forms import InviteForm
from ideas.concepts.policy import may_invite
from ideas.concepts.routes.blueprint import bp, seen
from ideas.discussion.queries import improvers_of
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done


@bp.get("/concepts/<int:concept_id>/authors")
@public
def authors(concept_id: int) -> Any:
    return _page(seen(concept_id), InviteForm())


@bp.post("/concepts/<int:concept_id>/co-authors")
@members_only
def invite(concept_id: int) -> Any:
    form, _ = InviteForm(request.form), seen(concept_id)
    if form.validate():
        with form.owning_errors():
            with transaction():
                mate = inviting.invite(viewer(), queries.concept_held(concept_id), form.name.data or "")
            return done(url_for("concepts.authors", concept_id=concept_id), f"{mate.member.name} is invited.")
    return _page(seen(concept_id), form, 422)


@bp.post("/concepts/<int:concept_id>/invitation/acceptance")
@members_only
def accept(concept_id: int) -> Any:
    concept = seen(concept_id)
    with transaction():
        inviting.accept(viewer(), _mate(concept))
    return done(concept.path, "You are a co-author now.")


@bp.post("/concepts/<int:concept_id>/invitation/refusal")
@members_only
def decline(concept_id: int) -> Any:
    concept = seen(concept_id)
    with transaction():
        inviting.decline(viewer(), _mate(concept))
    to = url_for("rounds.show", slug=concept.round.slug) if concept.is_draft else concept.path
    return done(to, "You declined the invitation.")


@bp.post("/concepts/<int:concept_id>/co-authors/removal")
@members_only
def leave(concept_id: int) -> Any:
    concept = seen(concept_id)
    with transaction():
        inviting.leave(viewer(), _mate(concept))
    to = url_for("rounds.show", slug=concept.round.slug) if concept.is_draft else concept.path
    return done(to, "You are no longer a co-author.")


def _mate(concept: Concept) -> CoAuthor:
    return queries.mate_of(concept.id, viewer()) or abort(404)


def _page(concept: Concept, form: InviteForm, code: int = 200) -> Any:
    return render_template(
        "ideas/concepts/authors.html",
        concept=concept,
        form=form,
        improvers=improvers_of(concept),
        verdict=may_invite(viewer(), concept, now(), value("concept.co-authors")),
    ), code
