"""The keepers' pages that take a round back while it is announced, or amend its brief while people work to it."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from ideas.rounds.amending import amend_brief
from ideas.rounds.forms import AmendmentForm, WithdrawalForm
from ideas.rounds.policy import may_amend, may_withdraw_round
from ideas.rounds.queries import amendments_of, round_named
from ideas.rounds.round import Round
from ideas.rounds.routes.reading import bp, context_of, round_or_404
from ideas.rounds.withdrawing import withdraw_round
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require


@bp.get("/rounds/<slug>/withdrawal")
@members_only
def withdrawal(slug: str) -> str:
    """What follows when the round is taken back, and the form for the reason."""
    return _withdrawal_page(_to_withdraw(slug), WithdrawalForm())


@bp.post("/rounds/<slug>/withdrawal")
@members_only
def withdraw(slug: str) -> Any:
    """Take the round back."""
    round, form = _to_withdraw(slug), WithdrawalForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                withdraw_round(viewer(), round, form.reason.data or "")
            return done(url_for("rounds.show", slug=round.slug), "The round is withdrawn; its page says why.")
    return _withdrawal_page(round, form), 422


@bp.get("/rounds/<slug>/amendment")
@members_only
def amendment(slug: str) -> str:
    """The brief as it stands, to be amended."""
    round = _to_amend(slug)
    return _amendment_page(round, AmendmentForm(data={"brief": round.brief_source, "exclusions": round.exclusions}))


@bp.post("/rounds/<slug>/amendment")
@members_only
def amend(slug: str) -> Any:
    """Amend the brief."""
    round, form = _to_amend(slug), AmendmentForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                words = (form.brief.data or "", form.exclusions.data or "", form.reason.data or "")
                amend_brief(viewer(), round, *words)
            told = "The brief is amended. Those who take part are told why."
            return done(url_for("rounds.show", slug=round.slug) + "#brief", told)
    return _amendment_page(round, form), 422


@bp.get("/rounds/<slug>/amendments")
@public
def amendments(slug: str) -> str:
    """What the brief said before, and why it was amended."""
    round = round_named(slug) or abort(404)
    return render_template("ideas/rounds/amendments.html", round=round, amendments=amendments_of(round))


def _to_withdraw(slug: str) -> Round:
    round = round_or_404(slug)
    require(may_withdraw_round(viewer(), round, now()))
    return round


def _to_amend(slug: str) -> Round:
    round = round_or_404(slug)
    require(may_amend(viewer(), round, now()))
    return round


def _withdrawal_page(round: Round, form: WithdrawalForm) -> str:
    return render_template("ideas/rounds/withdrawal.html", **context_of(round, form=form))


def _amendment_page(round: Round, form: AmendmentForm) -> str:
    return render_template("ideas/rounds/amendment.html", **context_of(round, form=form))
