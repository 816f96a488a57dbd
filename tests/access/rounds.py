"""Forums, rounds and assessments in the access table. The steward of the table keeps the forum of its rows."""

from kernel.clock import now
from tests.access.kinds import EVERYBODY, MEMBERS, STAFF, STEWARDS, _row, get, post
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal, an_assessment
from tests.ideas.voting import a_standing_concept

NOBODY_NOW = _row("s n n n n n n s")  # asked for by members, refused to all of them at this time
TERMS = {"title": "A bag for snow", "brief": "Ask for *snow*.", "slots": "1"}
FORUM = {"name": "Bags and packs", "summary": "What carries things.", "colour": "#1f6f5c"}

ROUNDS_ROWS = [
    get("/forums", EVERYBODY),
    get("/forums/<slug>", EVERYBODY, slug="forum"),
    get("/forums/new", STEWARDS),
    post("/forums", STEWARDS, FORUM),
    get("/forums/<slug>/edit", STEWARDS, slug="forum"),
    post("/forums/<slug>", STEWARDS, FORUM, slug="forum"),
    post("/forums/<slug>/stewards", STAFF, {"steward-name": "Maya Okafor"}, slug="forum"),
    post("/forums/<slug>/stewards/<int:member_id>/removal", STAFF, slug="forum", member_id="somebody"),
    post("/forums/<slug>/closing", STEWARDS, {"close-reason": "We make no bags any more."}, slug="quiet forum"),
    post("/forums/<slug>/closing/removal", STEWARDS, slug="closed forum"),
    get("/forums/<slug>/signals", EVERYBODY, slug="forum"),
    post("/forums/<slug>/signals", STEWARDS, {"statement": "Zips jam", "evidence": "So many say."}, slug="forum"),
    get("/forums/<slug>/signals/<int:signal_id>/closing", STEWARDS, slug="forum", signal_id="signal of forum"),
    post(
        "/forums/<slug>/signals/<int:signal_id>/closing",
        STEWARDS,
        {"reason": "Fixed in batch 2."},
        slug="forum",
        signal_id="signal of forum",
    ),
    post("/forums/<slug>/signals/<int:signal_id>/closing/removal", STEWARDS, slug="forum", signal_id="settled signal"),
    get("/forums/<slug>/rounds/new", STEWARDS, slug="forum"),
    post("/forums/<slug>/rounds", STEWARDS, TERMS, slug="forum"),
    get("/rounds", EVERYBODY),
    get("/rounds/<slug>", EVERYBODY, slug="announced round"),
    get("/rounds/<slug>/choices", MEMBERS, slug="announced round"),
    get("/rounds/<slug>/brief", STEWARDS, slug="announced round"),
    post("/rounds/<slug>/brief", STEWARDS, TERMS, slug="announced round"),
    get("/rounds/<slug>/withdrawal", STEWARDS, slug="announced round"),
    post("/rounds/<slug>/withdrawal", STEWARDS, {"reason": "We make no bags any more."}, slug="announced round"),
    get("/rounds/<slug>/amendments", EVERYBODY, slug="announced round"),
    get("/rounds/<slug>/amendment", STEWARDS, slug="running round"),
    post("/rounds/<slug>/amendment", STEWARDS, {"brief": "Snow.", "reason": "It was unclear."}, slug="running round"),
    get("/rounds/<slug>/timetable", STEWARDS, slug="announced round"),
    post("/rounds/<slug>/timetable", STEWARDS, {"reason": "The factory visit moved."}, slug="announced round"),
    post("/rounds/<slug>/next-phase", STEWARDS, {"end-reason": "Everybody is done."}, slug="announced round"),
    get("/assessments", EVERYBODY),
    get("/concepts/<int:concept_id>/assessments", EVERYBODY, concept_id="winner"),
    post("/concepts/<int:concept_id>/assessments", NOBODY_NOW, concept_id="winner"),
    get("/assessments/<int:assessment_id>", STAFF, assessment_id="assessment"),
    post("/assessments/<int:assessment_id>/notes", STAFF, {"words": "So far so good."}, assessment_id="assessment"),
    post("/assessments/<int:assessment_id>/verdict", STAFF, {"verdict": "viable"}, assessment_id="assessment"),
]


def things_to_keep(author, steward):
    """A forum with its steward, an announced round in it, and a winner that waits for its verdict."""
    forum = a_forum("Things to keep", steward=steward)
    winner = a_standing_concept(a_round("closed", forum), author)
    closed = a_forum("Closed", steward=steward, closed_at=now(), closed_reason="We make no bags any more.")
    return {
        "forum": forum.slug,
        "quiet forum": a_forum("Quiet", steward=steward).slug,
        "closed forum": closed.slug,
        "announced round": a_round("announced", forum).slug,
        "signal of forum": a_signal(forum).id,
        "settled signal": a_signal(forum, "Zips jam", closed_at=now(), closed_reason="Fixed in batch 2.").id,
        "running round": a_round("proposing", forum).slug,
        "winner": winner.id,
        "assessment": an_assessment(winner).id,
    }
