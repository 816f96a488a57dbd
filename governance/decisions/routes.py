"""Decisions for everybody's eyes: what is open, what was decided, and one decision with its vote and discussion."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from governance.charter.values import value
from governance.decisions import follower, queries, talking, withdrawing
from governance.decisions.contribution import Contribution
from governance.decisions.decision import Decision
from governance.decisions.forms import ContributionForm, VoteForm
from governance.decisions.showing import shown
from governance.decisions.vote import Choice
from governance.decisions.voting import vote
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.forms import whole_number
from kernel.htmx import answer, done
from kernel.throttle import check

bp = Blueprint("decisions", __name__)
DAY = 86_400


def decision_or_404(decision_id: int) -> Decision:
    """The decision with its proposer and outcome."""
    return (queries.decision_seen(decision_id) if decision_id < 2**63 else None) or abort(404)


def contribution_or_404(contribution_id: int) -> Contribution:
    """The contribution with its author."""
    return (queries.contribution_seen(contribution_id) if contribution_id < 2**63 else None) or abort(404)


@bp.get("/decisions")
@public
def index() -> str:
    """What is being decided, and what was."""
    number = request.args.get("page", 1, int)
    return render_template(
        "governance/decisions/index.html",
        open_decisions=queries.open_decisions() if number <= 1 else [],
        page=queries.closed_decisions(number),
        follows=follower.follows(viewer()),
        at=now(),
    )


@bp.get("/decisions/<int:decision_id>")
@public
def show(decision_id: int) -> str:
    """One decision."""
    return _page(decision_or_404(decision_id))


@bp.post("/decisions/<int:decision_id>/vote")
@members_only
def cast(decision_id: int) -> Any:
    """Vote, or change a vote."""
    decision, form = decision_or_404(decision_id), VoteForm(request.form)
    if not form.validate():
        return _page(decision, vote_form=form), 422
    with transaction():
        vote(viewer(), decision, Choice(form.choice.data))
    context = shown(viewer(), decision, now())
    words = "Your vote is stored. You may change it until the close."
    return answer("governance/decisions/_vote.html", f"{decision.path}#vote", words, **context)


@bp.post("/decisions/<int:decision_id>/contributions")
@members_only
def contribute(decision_id: int) -> Any:
    """Say something about it, or in answer to a contribution."""
    decision, form = decision_or_404(decision_id), ContributionForm(request.form)
    to_id = request.form.get("to", 0, whole_number)
    check("comment", viewer().id, value("discussion.comments-per-day"), DAY)
    if form.validate():
        with form.owning_errors():
            to = contribution_or_404(to_id) if to_id else None
            with transaction():
                said = talking.contribute(viewer(), decision, form.source.data or "", to)
            return done(said.path, "Your contribution is there.")
    return _page(decision_or_404(decision_id), form=form, replying_to=to_id), 422


@bp.post("/decisions/contributions/<int:contribution_id>/retraction")
@members_only
def retract(contribution_id: int) -> Any:
    """Take one's own words back."""
    said = contribution_or_404(contribution_id)
    with transaction():
        talking.retract(viewer(), said)
    return done(said.path, "You took it back.")


@bp.post("/decisions/<int:decision_id>/withdrawal")
@members_only
def withdraw(decision_id: int) -> Any:
    """Take one's proposal back."""
    decision = decision_or_404(decision_id)
    with transaction():
        withdrawing.withdraw(viewer(), decision)
    return done(decision.path, "You withdrew it. Nothing changes.")


@bp.post("/decisions/followers")
@members_only
def follow() -> Any:
    """Be told of every decision."""
    with transaction():
        follower.follow(viewer())
    return done(url_for("decisions.index"), "You will be told when a decision opens, when voting begins, and the end.")


@bp.post("/decisions/followers/removal")
@members_only
def unfollow() -> Any:
    """Be told no more."""
    with transaction():
        follower.unfollow(viewer())
    return done(url_for("decisions.index"), "You will not be told of decisions any more.")


def _page(decision: Decision, **forms: Any) -> str:
    return render_template("governance/decisions/show.html", **shown(viewer(), decision, now(), **forms))
