"""Staff hide a decision's words or a contribution, and show them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request

from governance.decisions.decision import Decision
from governance.decisions.forms import ModerationForm
from governance.decisions.moderating import Said, hide, restore
from governance.decisions.policy import may_moderate
from governance.decisions.routes import contribution_or_404, decision_or_404
from kernel.access import staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from members.accounts.member import Member

bp = Blueprint("decision_moderation", __name__, url_prefix="/decisions")


@bp.get("/<int:decision_id>/moderation")
@staff_only
def of_decision(decision_id: int) -> str:
    """The form that hides a decision's own words or shows them again."""
    return _page(decision_or_404(decision_id), ModerationForm())


@bp.post("/<int:decision_id>/moderation")
@staff_only
def hide_decision(decision_id: int) -> Any:
    """Take its words out of sight, with a public reason."""
    return _moderate(decision_or_404(decision_id), hide, "Its words are hidden.")


@bp.post("/<int:decision_id>/moderation/removal")
@staff_only
def restore_decision(decision_id: int) -> Any:
    """Show its words again, with a public reason."""
    return _moderate(decision_or_404(decision_id), restore, "Its words are shown again.")


@bp.get("/contributions/<int:contribution_id>/moderation")
@staff_only
def of_contribution(contribution_id: int) -> str:
    """The form that hides a contribution or shows it again."""
    return _page(contribution_or_404(contribution_id), ModerationForm())


@bp.post("/contributions/<int:contribution_id>/moderation")
@staff_only
def hide_contribution(contribution_id: int) -> Any:
    """Take it out of sight, with a public reason."""
    return _moderate(contribution_or_404(contribution_id), hide, "It is hidden.")


@bp.post("/contributions/<int:contribution_id>/moderation/removal")
@staff_only
def restore_contribution(contribution_id: int) -> Any:
    """Show it again, with a public reason."""
    return _moderate(contribution_or_404(contribution_id), restore, "It is shown again.")


def _moderate(said: Said, act: Callable[[Member, Said, str], None], words: str) -> Any:
    form = ModerationForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                act(viewer(), said, form.reason.data or "")
            return done(said.path, words)
    return _page(said, form), 422


def _page(said: Said, form: ModerationForm) -> str:
    return render_template(
        "governance/decisions/moderation.html",
        said=said,
        is_own=isinstance(said, Decision),
        form=form,
        verdict=may_moderate(viewer(), said.author_id, now()),
    )
