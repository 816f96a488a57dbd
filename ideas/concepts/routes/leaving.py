"""How a concept leaves its round: withdrawn by its author, or rejected by staff with a public reason."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from ideas.concepts import queries, withdrawing
from ideas.concepts.forms import ReasonForm
from ideas.concepts.policy import may_reject, may_withdraw
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
    return render_template("ideas/concepts/rejection.html", concept=concept, form=ReasonForm())


@bp.post("/concepts/<int:concept_id>/rejection")
@staff_only
def reject(concept_id: int) -> Any:
    form, _ = ReasonForm(request.form), seen(concept_id)
    if form.validate():
        with form.owning_errors():
            with transaction():
                withdrawing.reject(viewer(), queries.concept_held(concept_id), form.reason.data or "")
            return done(
                url_for("concepts.show", concept_id=concept_id), "The concept is rejected; the reason is public."
            )
    return render_template("ideas/concepts/rejection.html", concept=seen(concept_id), form=form), 422
