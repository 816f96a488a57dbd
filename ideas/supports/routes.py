"""Supporting and taking it back: one act each, answered in place by the support's own part of the page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort

from ideas.concepts.concept import Concept
from ideas.holds.eligibility import pending
from ideas.holds.reason import VoteKind
from ideas.rounds.routes.reading import choices_beside
from ideas.supports import queries, supporting
from ideas.supports.policy import may_support
from kernel.access import signed_in, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.flood import DAY, MINUTE, Limits, refuse_flood
from kernel.htmx import answer, done
from kernel.templating import dom_id
from kernel.throttle import Rate
from members.accounts.waiting import Waits

bp = Blueprint("supports", __name__)
LIMITS = Limits(account=(Rate(30, MINUTE), Rate(300, DAY)), nearby=(Rate(240, MINUTE),))
COUNTED = "Your support is counted. You can take it back until balloting begins."


@bp.post("/concepts/<int:concept_id>/support")
@signed_in
def support(concept_id: int) -> Any:
    """Say "I want this"."""
    refuse_flood("support", LIMITS)
    with transaction():
        concept = _held(concept_id)
        supporting.support(viewer(), concept)
    notice = "Your support is stored; it waits before it counts." if _pending(concept) else COUNTED
    return _answered(concept, True, notice)


@bp.post("/concepts/<int:concept_id>/support/carrying")
@signed_in
def carry_over(concept_id: int) -> Any:
    """Let a support given before a material change count for what stands now."""
    refuse_flood("support", LIMITS)
    with transaction():
        concept = _held(concept_id)
        supporting.carry_over(viewer(), concept)
    return done(f"{concept.path}#{dom_id(concept, 'support')}", "Your support is carried over, and counts.")


@bp.post("/concepts/<int:concept_id>/support/removal")
@signed_in
def take_back(concept_id: int) -> Any:
    """Take it back."""
    refuse_flood("support", LIMITS)
    with transaction():
        concept = _held(concept_id)
        supporting.take_back(viewer(), concept)
    return _answered(concept, False, "Your support is taken back.")


def _held(concept_id: int) -> Concept:
    return queries.concept_held(concept_id) or abort(404)


def _pending(concept: Concept) -> Waits | None:
    return pending(viewer(), concept.round, VoteKind.SUPPORT, now())


def _answered(concept: Concept, supported: bool, notice: str) -> Any:
    return answer(
        "ideas/supports/_support.html",
        to=f"{concept.path}#{dom_id(concept, 'support')}",
        notice=notice,
        beside=choices_beside(concept.round),
        concept=concept,
        supported=supported,
        stale=False,
        verdict=may_support(viewer(), concept, now()),
        pending=_pending(concept),
        just_done=True,
    )
