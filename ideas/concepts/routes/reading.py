"""Reading a concept: its page, its versions, and what changed between two of them."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, url_for

from ideas.concepts import queries
from ideas.concepts.difference import differences
from ideas.concepts.routes.blueprint import bp, seen
from ideas.concepts.showing import concept_shown
from ideas.discussion.routes.blueprint import asked
from ideas.discussion.showing import discussion_shown
from kernel.access import public, viewer


@bp.get("/concepts/<int:concept_id>")
@public
def show(concept_id: int) -> Any:
    concept = seen(concept_id)
    if concept.is_draft:
        mine = concept.is_by(viewer().id)
        return redirect(url_for("concepts.draft" if mine else "concepts.authors", concept_id=concept.id), 303)
    shown = discussion_shown(viewer(), concept, *asked())
    return render_template("ideas/concepts/concept.html", concept=concept, **concept_shown(viewer(), concept), **shown)


@bp.get("/concepts/<int:concept_id>/versions")
@public
def versions(concept_id: int) -> Any:
    concept = seen(concept_id)
    listed = queries.versions_of(concept)
    return render_template("ideas/concepts/versions.html", concept=concept, versions=listed)


@bp.get("/concepts/<int:concept_id>/versions/<int:number>")
@public
def version(concept_id: int, number: int) -> Any:
    concept = seen(concept_id)
    wanted = queries.version_numbered(concept, number) or abort(404)
    return render_template("ideas/concepts/version.html", concept=concept, version=wanted)


@bp.get("/concepts/<int:concept_id>/versions/<int:old>/to/<int:new>")
@public
def difference(concept_id: int, old: int, new: int) -> Any:
    concept = seen(concept_id)
    before = queries.version_numbered(concept, old) or abort(404)
    after = queries.version_numbered(concept, new) or abort(404)
    found = differences(before, after)
    return render_template(
        "ideas/concepts/difference.html", concept=concept, before=before, after=after, differences=found
    )
