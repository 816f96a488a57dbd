"""The rounds' pages for readers: all of them, and one in its phase."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, url_for

from ideas.exposure.routes import shows
from ideas.forums.policy import standing
from ideas.holds.ripening import too_new_at
from ideas.rounds.page import choices_in, round_page
from ideas.rounds.phase import HEARING
from ideas.rounds.policy import (
    may_amend,
    may_change_brief,
    may_reschedule,
    may_set_costs,
    may_withdraw_round,
)
from ideas.rounds.queries import (
    round_named,
    round_to_change,
    round_to_read,
    rounds_closed,
    rounds_under_way,
)
from ideas.rounds.round import Round
from ideas.rounds.rule_words import ballot_words, winners_words
from ideas.rounds.waiting import vote_closes
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.htmx import is_fragment
from kernel.share_charts import PaidBar
from members.accounts.waiting import waits

bp = Blueprint("rounds", __name__)


def page_number() -> int:
    """The page asked for in the address, from 1."""
    return request.args.get("page", 1, type=int) or 1


def round_or_404(slug: str) -> Round:
    """The round at this address, with what policies ask for."""
    return round_to_change(slug) or abort(404)


@bp.get("/rounds")
@public
def index() -> str:
    """What is open now, and what came of the closed ones."""
    at = now()
    return render_template(
        "ideas/rounds/index.html", rounds=rounds_under_way(at), page=rounds_closed(at, page_number()), at=at
    )


@bp.get("/rounds/<slug>")
@public
def show(slug: str) -> Any:
    """One round in its phase. Only members' pages load the stewards, to offer them their acts."""
    reader, at = viewer(), now()
    round = (round_to_change(slug) if reader else round_to_read(slug)) or abort(404)
    if round.slug != slug:
        return redirect(url_for("rounds.show", slug=round.slug), 301)
    shown = round_page(round, reader, page_number(), at, request.args.get("since", type=int))
    may_move = may_reschedule(reader, round, at) if reader else None
    if shown.phase in HEARING:
        shows(concept.id for concept in shown.page.rows)
    return render_template(
        "ideas/rounds/show.html",
        round=round,
        shown=shown,
        waits=waits(reader, at, round.balloting_at) if shown.phase in HEARING else None,
        may_reschedule=may_move,
        ripening=too_new_at(vote_closes(round, at)) if may_move else None,
        may_change=may_change_brief(reader, round, at) if reader else None,
        may_withdraw=may_withdraw_round(reader, round, at) if reader else None,
        may_amend=may_amend(reader, round, at) if reader else None,
        may_cost=may_set_costs(reader, round, at) if reader else None,
        does=ballot_words(round.rule),
        rules=winners_words(round.rule),
    )


@bp.get("/equal-shares")
@public
def equal_shares() -> str:
    """Equal Shares, told to a member in a minute."""
    example = [PaidBar(100 * cost / 380, 1.0, people, 0.0, 0) for cost, people in ((300, 6), (300, 6), (380, 4))]
    return render_template("ideas/rounds/equal_shares.html", example=example)


@bp.get("/rounds/<slug>/choices")
@members_only
def choices(slug: str) -> str:
    """The reader's choices so far, whole: where the short list on the round's page leads."""
    round = round_named(slug) or abort(404)
    phase = round.phase(now())
    return render_template(
        "ideas/rounds/choices.html", round=round, phase=phase, choices=choices_in(round, viewer(), phase)
    )


def choices_beside(round: Round) -> str:
    """The reader's choices anew, out of band, when an act was done on the round's own page; elsewhere nothing."""
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path
    if not is_fragment() or here != url_for("rounds.show", slug=round.slug):
        return ""
    phase = round.phase(now())
    context = {"round": round, "phase": phase, "choices": choices_in(round, viewer(), phase)}
    return render_template("ideas/rounds/_choices.html", **context, may_act=standing(viewer()), out_of_band=True)


def context_of(round: Round, **more: Any) -> dict[str, Any]:
    """What every keeper's page of a round shows."""
    return {"round": round, "forum": round.forum, "zone": viewer().zone, **more}
