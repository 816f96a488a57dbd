"""Publishing a draft: look it over beside its look-alikes, then propose it or make it the next version."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for

from governance.charter.values import value
from ideas.concepts import drafting, proposing, queries, revising
from ideas.concepts.concept import Concept
from ideas.concepts.freezing import wording_of
from ideas.concepts.material import changed_among, material_keys, texts_of
from ideas.concepts.policy import may_hold_draft, may_propose, may_revise, may_write
from ideas.concepts.routes.blueprint import bp, seen
from ideas.concepts.wording import Problem, Wording, problems
from ideas.forums.forum import ForumField
from ideas.rounds.phase import HEARING
from kernel.access import members_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.forms import Form
from kernel.htmx import done
from kernel.markup import to_html
from kernel.policy import Verdict, require
from kernel.rules import RuleBroken
from kernel.throttle import check

DAY = 86_400


@bp.get("/concepts/<int:concept_id>/draft/look-over")
@members_only
def look_over(concept_id: int) -> Any:
    concept = seen(concept_id)
    require(may_hold_draft(viewer(), concept, now(), queries.is_returned(concept)))
    return _look_over_page(concept, Form())


@bp.post("/concepts/<int:concept_id>/proposal")
@members_only
def propose(concept_id: int) -> Any:
    form = Form()
    _rendered_ahead(seen(concept_id))
    check("propose", viewer().id, value("concept.proposals-per-day"), DAY)
    with form.owning_errors():
        with transaction():
            proposing.propose(viewer(), queries.concept_held(concept_id))
        return done(url_for("concepts.show", concept_id=concept_id), "Your concept is proposed. Everybody can see it.")
    return _look_over_page(seen(concept_id), form, 422)


@bp.post("/concepts/<int:concept_id>/versions")
@members_only
def revise(concept_id: int) -> Any:
    form = Form()
    _rendered_ahead(seen(concept_id))
    with form.owning_errors():
        with transaction():
            version = revising.revise(viewer(), queries.concept_held(concept_id))
        return done(url_for("concepts.show", concept_id=concept_id), f"Version {version.number} stands.")
    return _look_over_page(seen(concept_id), form, 422)


def _rendered_ahead(concept: Concept) -> None:
    """Publishing asks for the draft's HTML inside its transaction; here it is made before."""
    if draft := queries.draft_of(concept):
        _rendered(wording_of(draft))


def _look_over_page(concept: Concept, form: Form, code: int = 200) -> Any:
    draft = queries.draft_of(concept) or drafting.from_version(concept.version, viewer().id)
    wording, fields = wording_of(draft), queries.fields_of(concept.forum_id)
    body_html, too_much = _rendered(wording)
    return render_template(
        "ideas/concepts/look_over.html",
        concept=concept,
        form=form,
        wording=wording,
        fields=fields,
        body_html=body_html,
        missing=[*problems(wording, fields), *too_much],
        pictures=queries.pictures_of(concept.id),
        alike=queries.look_alikes(concept.forum_id, wording.title, wording.summary, but=concept.id),
        verdict=_may_publish(concept),
        may_go_on=may_write(viewer(), concept, now(), queries.is_returned(concept)),
        asks_about=_asks_about(concept, wording, fields),
    ), code


def _asks_about(concept: Concept, wording: Wording, fields: list[ForumField]) -> list[str]:
    """The labels of what changes materially, when publishing would ask the supporters anew."""
    if concept.version is None or concept.round.phase(now()) not in HEARING:
        return []
    keys = material_keys(concept.forum, fields)
    return [keys[key] for key in changed_among(keys, texts_of(concept.version), texts_of(wording))]


def _rendered(wording: Wording) -> tuple[str, list[Problem]]:
    try:
        return to_html(wording.body, "body"), []
    except RuleBroken as broken:
        return "", [("body", broken.message)]


def _may_publish(concept: Concept) -> Verdict:
    if concept.is_draft:
        return may_propose(viewer(), concept, now())
    return may_revise(viewer(), concept, now(), queries.is_returned(concept))
