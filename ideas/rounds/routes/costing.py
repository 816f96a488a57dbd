"""Staff's page of what the concepts of a round with a budget cost."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from ideas.rounds.cost_form import CostsForm, costs_form
from ideas.rounds.costing import concepts_to_cost, costs_in, set_costs
from ideas.rounds.policy import may_set_costs
from ideas.rounds.round import Round
from ideas.rounds.routes.reading import bp, context_of, round_or_404
from kernel.access import staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require


@bp.get("/rounds/<slug>/costs")
@staff_only
def costs(slug: str) -> str:
    """Each concept with its cost."""
    round = _to_cost(slug)
    return _page(round, costs_form(concepts_to_cost(round), costs_in(round)))


@bp.post("/rounds/<slug>/costs")
@staff_only
def post_costs(slug: str) -> Any:
    """Store the costs."""
    round = _to_cost(slug)
    form = costs_form(concepts_to_cost(round), costs_in(round), request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                set_costs(viewer(), round, form.costs(), form.source.data or "")
            return done(url_for("rounds.show", slug=slug), "The costs stand, and are on the record.")
    return _page(round, form), 422


def _to_cost(slug: str) -> Round:
    round = round_or_404(slug)
    require(may_set_costs(viewer(), round, now()))
    return round


def _page(round: Round, form: CostsForm) -> str:
    return render_template("ideas/rounds/costs.html", **context_of(round, form=form))
