"""How a concept leaves its round: withdrawn by its author, or rejected by staff with a public reason."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from governance.pending.queries import waiting_for
from governance.pending.second_look import shown_once_more, wants_to_change
from ideas.concepts import queries, withdrawing
from ideas.concepts.concept import Concept
from ideas.concepts.forms import ReasonForm
from ideas.concepts.policy import may_reject, may_withdraw
from ideas.concepts.rejection import KIND, rejection_of
from ideas.concepts.routes.blueprint import bp, seen
from kernel.access import members_only, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require


@bp.get("/concepts/<int:concept_id>/withdrawal")
@members_only
def withdrawal(concept_id: int) -> Any:
    concept = seen(concept_id)
    require(may_withdraw(viewer(), concept, now()))
    return render_template("ideas/concepts/withdrawal.html", concept=concept)


@bp.post("/concepts/<int:concept_id>/withdrawal")
@members_only
def withdraw(concept_id: int) -> Any:
    seen(concept_id)
    with transaction():
        withdrawing.withdraw(viewer(), queries.concept_held(concept_id))
    return done(url_for("concepts.show", concept_id=concept_id), "Your concept is withdrawn. Its page stays.")


@bp.get("/concepts/<int:concept_id>/rejection")
@staff_only
def rejection(concept_id: int) -> Any:
    concept = seen(concept_id)
    require(may_reject(viewer(), concept, now()))
    return _rejection_page(concept, ReasonForm())


@bp.post("/concepts/<int:concept_id>/rejection")
@staff_only
def reject(concept_id: int) -> Any:
    form, concept = ReasonForm(request.form), seen(concept_id)
    if wants_to_change():
        return _rejection_page(concept, form)
    if form.validate():
        with form.owning_errors():
            return shown_once_more(*rejection_of(concept, form.reason.data or ""))
    return _rejection_page(seen(concept_id), form), 422


def _rejection_page(concept: Concept, form: ReasonForm) -> str:
    waits = waiting_for(KIND, concept.id)
    return render_template("ideas/concepts/rejection.html", concept=concept, form=form, waits=waits)
