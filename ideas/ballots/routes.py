"""The ballot, where a member ticks finalists until the close, and the result, which says who won and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from ideas.ballots import casting, queries
from ideas.ballots.forms import BallotForm, ballot_form
from ideas.ballots.outcome import result_page
from ideas.ballots.policy import ballot_is_open_to_eyes, may_cast
from ideas.exposure.queries import evenness
from ideas.holds.beside import beside_vote
from ideas.holds.counted import figures
from ideas.holds.detecting import last_answer
from ideas.holds.queries import hold_of
from ideas.holds.reason import VoteKind
from ideas.holds.words import apart_told
from ideas.lineage import lineages_in
from ideas.rounds.finalist import Finalist
from ideas.rounds.order import hour_of, shuffle_for
from ideas.rounds.queries import round_named
from ideas.rounds.round import Round
from ideas.rounds.rule_words import ballot_words, winners_words
from ideas.status.queries import statuses_of
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
    ballot, finalists = queries.ballot_of(viewer(), round), _finalists(round)
    form = ballot_form(round, _titles(finalists), marks=ballot.marks if ballot else {})
    return _page(round, finalists, form, ballot)


@bp.post("/rounds/<string:slug>/ballot")
@signed_in
def cast(slug: str) -> Any:
    """Cast the ballot, or put another in its place."""
    throttle.check_all([("ballot", str(viewer().id), rate) for rate in LIMITS])
    round = _round(slug)
    finalists = _finalists(round)
    form = ballot_form(round, _titles(finalists), request.form)
    if form.validate() and not form.form_wide:
        with form.owning_errors():
            with transaction():
                casting.cast(viewer(), round, form.marks)
            return _cast(round, SAID)
    if is_fragment():  # errors stand at their fields, so the whole form comes back in its own place
        shown = render_template("ideas/ballots/_form.html", **_shown(round, finalists, form))
        return shown, 422, {"HX-Retarget": "#ballot", "HX-Reswap": "outerHTML"}
    return _page(round, finalists, form, queries.ballot_of(viewer(), round)), 422


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
        progress = queries.progress_of(round)
        return render_template("ideas/ballots/uncounted.html", round=round, progress=progress, waits=waits)
    mine = queries.ballot_of(viewer(), round)
    shown = result_page(round, counted, mine, queries.is_mine_counted(viewer(), round) if mine else False)
    words = {"does": ballot_words(round.rule), "rules": winners_words(round.rule)}
    shown["lineages"] = lineages_in(round.id) if shown["winners"] else {}
    won = [one.line.concept for one in shown["winners"] if one.line.concept.hidden_at is None]
    shown["statuses"] = statuses_of(won, now()) if won else {}
    about = {**words, **shown, **_apart(round, mine), "told": evenness(round)}
    return render_template("ideas/ballots/result.html", round=round, result=counted, **about)


def _apart(round: Round, mine: Any) -> dict[str, Any]:
    """The votes that were set apart, in numbers, and whether the reader's own is among them."""
    hold = hold_of(viewer(), round, VoteKind.BALLOT) if mine else None
    return {"apart": apart_told(figures(round.id)), "hold": hold}


@bp.get("/rounds/<string:slug>/result/progress")
@public
def counting(slug: str) -> Any:
    """How far the count is, for the page that waits; once there is a result, htmx is sent to it."""
    round = _round(slug)
    if queries.is_counted_out(round):
        return done(url_for("ballots.result", slug=slug))
    return render_template("ideas/ballots/_counting.html", round=round, progress=queries.progress_of(round))


def _round(slug: str) -> Round:
    return round_named(slug) or abort(404)


def _finalists(round: Round) -> list[Finalist]:
    """In the reader's own order everywhere, the list of errors too: their stored order would tell who has more supports."""
    shuffle = shuffle_for(viewer().id if viewer() else None, hour_of(now()) // 24)
    return sorted(queries.finalists_of(round), key=lambda finalist: shuffle.place(finalist.concept_id))


def _titles(finalists: Sequence[Finalist]) -> dict[int, str]:
    return {finalist.concept_id: finalist.concept.title for finalist in finalists}


def _shown(round: Round, finalists: Sequence[Finalist], form: BallotForm) -> dict[str, Any]:
    return {
        "round": round,
        "finalists": finalists,
        "form": form,
        "chosen": set(form.choices.data or []),
        "verdict": may_cast(viewer(), round, now()),
    }


def _page(round: Round, finalists: Sequence[Finalist], form: BallotForm, ballot: Any) -> str:
    shown = _shown(round, finalists, form)
    beside = _beside(round, ballot)
    return render_template("ideas/ballots/show.html", ballot=ballot, does=ballot_words(round.rule), **shown, **beside)


def _beside(round: Round, ballot: Any) -> dict[str, Any]:
    return beside_vote(viewer(), round, VoteKind.BALLOT, ballot is not None, now())


def _cast(round: Round, notice: str) -> Any:
    to = url_for("ballots.show", slug=round.slug, _anchor="receipt")
    ballot, verdict = queries.ballot_of(viewer(), round), may_cast(viewer(), round, now())
    facts: dict[str, Any] = {"round": round, "ballot": ballot, "verdict": verdict, **_beside(round, ballot)}
    return answer("ideas/ballots/_receipt.html", to, notice, in_place=True, **facts)
