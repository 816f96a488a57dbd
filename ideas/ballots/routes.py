"""The ballot, where a member ticks finalists until the close, and the result, which says who won and why."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from ideas.ballots import casting, queries
from ideas.ballots.forms import BallotForm
from ideas.ballots.outcome import outcome_of
from ideas.ballots.policy import ballot_is_open_to_eyes, may_cast
from ideas.holds.beside import beside_vote
from ideas.holds.counted import figures
from ideas.holds.detecting import last_answer
from ideas.holds.queries import hold_of
from ideas.holds.reason import VoteKind
from ideas.holds.words import apart_told
from ideas.rounds.order import hour_of, shuffle_for
from ideas.rounds.queries import round_named
from ideas.rounds.round import Round
from kernel import throttle
from kernel.access import public, signed_in, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import answer, done, is_fragment

bp = Blueprint("ballots", __name__)
LIMITS = (throttle.Rate(30, 60), throttle.Rate(300, 86_400))
SAID = "Your ballot is cast. You can change it until the round closes."


@bp.get("/rounds/<string:slug>/ballot")
@public
def show(slug: str) -> Any:
    """The ballot, or where to look before it opens and after it closed."""
    round = _round(slug)
    if round.is_closed(now()):
        return redirect(url_for("ballots.result", slug=slug), 303)
    if not ballot_is_open_to_eyes(round, now()):
        return render_template("ideas/ballots/early.html", round=round)
    ballot = queries.ballot_of(viewer(), round)
    form = BallotForm(choices=sorted(ballot.approved) if ballot else [])
    return _page(round, form, ballot)


@bp.post("/rounds/<string:slug>/ballot")
@signed_in
def cast(slug: str) -> Any:
    """Cast the ballot, or put another in its place."""
    throttle.check_all([("ballot", str(viewer().id), rate) for rate in LIMITS])
    round, form = _round(slug), BallotForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                casting.cast(viewer(), round, form.choices.data or [])
            return _cast(round, SAID)
    if is_fragment():
        return render_template("ideas/ballots/_receipt.html", **_facts(round, form)), 422
    return _page(round, form, queries.ballot_of(viewer(), round)), 422


@bp.post("/rounds/<string:slug>/ballot/removal")
@signed_in
def take_back(slug: str) -> Any:
    """Take the ballot back."""
    round = _round(slug)
    with transaction():
        casting.take_back(viewer(), round)
    return done(url_for("ballots.show", slug=slug), "Your ballot is taken back; nothing of it is counted.")


@bp.get("/rounds/<string:slug>/result")
@public
def result(slug: str) -> Any:
    """Who won and why, who missed and by how much, and what the reader's own choices did."""
    round = _round(slug)
    counted = queries.result_of(round)
    if counted is None:
        waits = last_answer(round) if round.is_closed(now()) else None
        return render_template("ideas/ballots/uncounted.html", round=round, waits=waits)
    mine = queries.ballot_of(viewer(), round)
    return render_template(
        "ideas/ballots/result.html", round=round, result=counted, **outcome_of(counted, mine), **_apart(round, mine)
    )


def _apart(round: Round, mine: Any) -> dict[str, Any]:
    """The votes that were set apart, in numbers, and whether the reader's own is among them."""
    hold = hold_of(viewer(), round, VoteKind.BALLOT) if mine else None
    return {"apart": apart_told(figures(round.id)), "hold": hold}


def _round(slug: str) -> Round:
    return round_named(slug) or abort(404)


def _facts(round: Round, form: BallotForm) -> dict[str, Any]:
    ballot = queries.ballot_of(viewer(), round)
    verdict = may_cast(viewer(), round, now())
    return {
        "round": round,
        "form": form,
        "ballot": ballot,
        "verdict": verdict,
        "in_place": True,
        **_beside(round, ballot),
    }


def _page(round: Round, form: BallotForm, ballot: Any) -> str:
    shuffle = shuffle_for(viewer().id if viewer() else None, hour_of(now()) // 24)
    finalists = sorted(queries.finalists_of(round), key=lambda finalist: shuffle.place(finalist.concept_id))
    return render_template(
        "ideas/ballots/show.html",
        round=round,
        finalists=finalists,
        form=form,
        chosen=set(form.choices.data or []),
        ballot=ballot,
        verdict=may_cast(viewer(), round, now()),
        **_beside(round, ballot),
    )


def _beside(round: Round, ballot: Any) -> dict[str, Any]:
    return beside_vote(viewer(), round, VoteKind.BALLOT, ballot is not None, now())


def _cast(round: Round, notice: str) -> Any:
    to = url_for("ballots.show", slug=round.slug, _anchor="receipt")
    return answer("ideas/ballots/_receipt.html", to, notice, **_facts(round, BallotForm()))
