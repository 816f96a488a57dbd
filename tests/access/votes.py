"""Ballots, results and supports in the access table."""

from tests.access.kinds import EVERYBODY, SIGNED_IN, STAFF, get, post
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.publishing import a_published_round
from tests.ideas.voting import a_standing_concept, on_the_ballot

VOTES_ROWS = [
    get("/rounds/<string:slug>/ballot", EVERYBODY, slug="balloting round"),
    post("/rounds/<string:slug>/ballot", SIGNED_IN, {"choices": "1"}, slug="balloting round"),
    post("/rounds/<string:slug>/ballot/removal", SIGNED_IN, slug="balloting round"),
    get("/rounds/<slug>/showings", EVERYBODY, slug="balloting round"),
    get("/rounds/<string:slug>/result", EVERYBODY, slug="balloting round"),
    get("/rounds/<string:slug>/result/progress", EVERYBODY, slug="balloting round"),
    get("/rounds/<string:slug>/recount", EVERYBODY, slug="published round"),
    get("/rounds/<string:slug>/ballots.<string:ending>", EVERYBODY, slug="published round", ending="ending"),
    get("/rounds/<string:slug>/finalists.csv", EVERYBODY, slug="published round"),
    get("/equal-shares", EVERYBODY),
    get("/rounds/<slug>/costs", STAFF, slug="budget round"),
    post("/rounds/<slug>/costs", STAFF, {"source": "A quote."}, slug="budget round"),
    post("/concepts/<int:concept_id>/support", SIGNED_IN, concept_id="concept"),
    post("/concepts/<int:concept_id>/support/carrying", SIGNED_IN, concept_id="concept"),
    post("/concepts/<int:concept_id>/support/removal", SIGNED_IN, concept_id="concept"),
]


def things_to_vote_on(author):
    """A finalist on an open ballot, and a concept that can be supported."""
    balloting = a_round("balloting")
    a_standing_concept(balloting, author)
    on_the_ballot(balloting)
    money = {"slots": 0, "budget_minor": 1_000_000, "currency": "EUR", "usual_cost_minor": 20_000}
    budget = a_round(**money)
    published, _ = a_published_round(author)
    return {
        "published round": published.slug,
        "ending": "json",
        "budget round": budget.slug,
        "balloting round": balloting.slug,
        "concept": a_standing_concept(a_round(), author).id,
    }
