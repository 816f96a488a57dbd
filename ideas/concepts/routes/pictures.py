"""The pictures of a draft: add one, take it off, make it the cover."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from ideas.concepts import picturing, queries
from ideas.concepts.forms import PictureForm
from ideas.concepts.policy import may_write
from ideas.concepts.routes.blueprint import bp, seen
from ideas.concepts.routes.writing import draft_page, form_of
from kernel.access import members_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.uploads import store_picture, takes_pictures


@bp.post("/concepts/<int:concept_id>/pictures")
@members_only
@takes_pictures()
def add_picture(concept_id: int) -> Any:
    concept, form, file = seen(concept_id), PictureForm(request.form), request.files.get("picture")
    require(may_write(viewer(), concept, now(), queries.is_returned(concept)))
    if form.validate():
        with form.owning_errors():
            if not file or not file.filename:
                raise RuleBroken("Choose a picture first.", "picture")
            picture = store_picture(file, form.alt.data or "", viewer().id)
            with transaction():
                picturing.add(viewer(), queries.concept_held(concept_id), picture)
            return done(url_for("concepts.draft", concept_id=concept_id, _anchor="pictures"), "The picture is added.")
    concept = seen(concept_id)
    return draft_page(concept, form_of(concept, None), form, 422)


@bp.post("/concepts/<int:concept_id>/pictures/<int:picture_id>/removal")
@members_only
def remove_picture(concept_id: int, picture_id: int) -> Any:
    seen(concept_id)
    with transaction():
        picturing.remove(viewer(), queries.concept_held(concept_id), picture_id)
    return done(url_for("concepts.draft", concept_id=concept_id, _anchor="pictures"), "The picture is taken off.")


@bp.post("/concepts/<int:concept_id>/pictures/<int:picture_id>/cover")
@members_only
def lead_picture(concept_id: int, picture_id: int) -> Any:
    seen(concept_id)
    with transaction():
        picturing.lead(viewer(), queries.concept_held(concept_id), picture_id)
    return done(url_for("concepts.draft", concept_id=concept_id, _anchor="pictures"), "This picture is the cover now.")
