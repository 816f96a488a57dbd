"""Merging two concepts: proposed, answered, followed by supporters, undone; all of it on one page per concept."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_seen, look_alikes
from ideas.merges import merging, queries, unmerging
from ideas.merges.forms import THIS, MergeForm, UndoForm
from ideas.merges.merge import ConceptMerge
from ideas.merges.policy import may_answer_merge, may_propose_merge, may_undo_merge
from ideas.supports import queries as supports
from ideas.supports import supporting
from kernel.access import members_only, public, signed_in, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.rules import RuleBroken
from kernel.templating import dom_id

bp = Blueprint("merges", __name__)


@bp.get("/concepts/<int:concept_id>/merges")
@public
def show(concept_id: int) -> Any:
    """What this concept was merged with, what is proposed, and the form to propose it."""
    return _page(_seen(concept_id), MergeForm(data={"other": request.args.get("other", "")}))


@bp.post("/concepts/<int:concept_id>/merges")
@members_only
def propose(concept_id: int) -> Any:
    """Propose it, or as a keeper with a reason do it."""
    form, _ = MergeForm(request.form), _seen(concept_id)
    if form.validate():
        with form.owning_errors():
            other = concept_seen(viewer(), form.other_id() or 0)
            if other is None or other.is_draft:
                raise RuleBroken("There is no such concept. Copy its address from its page.", "other")
            pair = (concept_id, other.id) if form.goes.data == THIS else (other.id, concept_id)
            with transaction():
                merge = merging.propose_merge(viewer(), *queries.pair_held(*pair), form.reason.data or "")
            said = "They are merged now." if merge.is_standing else "It is proposed; the other authors are asked."
            return done(url_for("merges.show", concept_id=concept_id), said)
    return _page(_seen(concept_id), form, 422)


@bp.post("/merges/<int:merge_id>/acceptance")
@members_only
def accept(merge_id: int) -> Any:
    """Agree to a proposal."""
    with transaction():
        merge = _held(merge_id)
        merging.accept_merge(viewer(), merge, *queries.pair_held(merge.source_id, merge.target_id))
    return done(url_for("concepts.show", concept_id=merge.target_id), "They are merged now; supporters are asked.")


@bp.post("/merges/<int:merge_id>/refusal")
@members_only
def decline(merge_id: int) -> Any:
    """Decline a proposal."""
    with transaction():
        merge = _held(merge_id)
        merging.decline_merge(viewer(), merge, *queries.pair_held(merge.source_id, merge.target_id))
    return done(url_for("merges.show", concept_id=merge.target_id), "You declined; both stand as they are.")


@bp.post("/merges/<int:merge_id>/removal")
@members_only
def undo(merge_id: int) -> Any:
    """Undo a merge."""
    form = UndoForm(request.form)
    with transaction():
        merge = _held(merge_id)
        pair = queries.pair_held(merge.source_id, merge.target_id)
        unmerging.undo_merge(viewer(), merge, *pair, form.reason.data or "")
    return done(url_for("concepts.show", concept_id=merge.source_id), "The merge is undone; every support is back.")


@bp.post("/merges/<int:merge_id>/support")
@signed_in
def follow(merge_id: int) -> Any:
    """Carry one's support over to the concept that this one became part of."""
    with transaction():
        merge = queries.merge_held(merge_id, shared=True) or abort(404)
        target = supports.concept_held(merge.target_id) or abort(404)
        carried = supporting.follow(viewer(), merge, target)
    said = (
        "Your support is carried over, and counts here." if carried else "You supported this one before; that stands."
    )
    return done(f"{target.path}#{dom_id(target, 'support')}", said)


def _seen(concept_id: int) -> Concept:
    concept = concept_seen(viewer(), concept_id)
    return abort(404) if concept is None or concept.is_draft else concept


def _held(merge_id: int) -> ConceptMerge:
    return queries.merge_held(merge_id) or abort(404)


def _page(concept: Concept, form: MergeForm, code: int = 200) -> Any:
    at, verdict = now(), may_propose_merge(viewer(), concept, now())
    alike = look_alikes(concept.forum_id, concept.title, concept.summary, but=concept.id) if verdict else []
    return render_template(
        "ideas/merges/show.html",
        concept=concept,
        form=form,
        undo_form=UndoForm(),
        verdict=verdict,
        alike=[(likeness, one) for likeness, one in alike if one.round_id == concept.round_id],
        merges=[
            (one, may_answer_merge(viewer(), one, at), may_undo_merge(viewer(), one, at))
            for one in queries.merges_of(concept.id)
        ],
    ), code
