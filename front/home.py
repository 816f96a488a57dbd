"""Home: what is open now and until when, what is being made, what came of last round; for a member, what waits for them."""

from __future__ import annotations

from flask import render_template

from front import queries
from front.blueprint import bp
from front.waiting import waiting_for
from ideas.exposure.routes import shows
from ideas.rounds.phase import HEARING, Phase
from kernel.access import public, viewer
from kernel.clock import now


@bp.get("/")
@public
def home() -> str:
    """At most six statements for a guest, ten for a member."""
    at = now()
    rounds = queries.rounds_not_closed(at)
    running = [one for one in rounds if one.phase(at) is not Phase.ANNOUNCED][:4]
    ballots = queries.open_ballots(viewer(), at) if viewer() else []
    concepts = queries.concepts_to_act_on(running, viewer(), at)
    shows(one.id for round in running if round.phase(at) in HEARING for one in concepts[round.id])
    return render_template(
        "front/home.html",
        at=at,
        running=running,
        announced=[one for one in rounds if one.phase(at) is Phase.ANNOUNCED][:2],
        concepts=concepts,
        voted={one.id for one, has_voted in ballots if has_voted},
        campaigns=queries.campaigns_open(at),
        making=queries.being_made(),
        last=queries.last_result(),
        waiting=waiting_for(viewer(), at, ballots) if viewer() else [],
    )
