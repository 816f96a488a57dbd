"""Held votes in the access table."""

from ideas.holds.hold import Hold
from kernel.database import db
from tests.access.kinds import GONE, KINDS, OK, SIGN_IN, STAFF, get, post, row
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.holding import a_finding, votes
from tests.ideas.voting import a_standing_concept, on_the_ballot

OWNER = dict.fromkeys(KINDS, GONE) | {"guest": SIGN_IN, "suspended": SIGN_IN, "member": OK}
HOLDS_ROWS = [
    get("/holds", STAFF),
    row("GET", "/holds/<int:hold_id>", OWNER, hold_id="hold"),
    row("POST", "/holds/<int:hold_id>/appeal", OWNER, {"words": "We share a flat."}, hold_id="hold"),
    get("/findings/<int:finding_id>", STAFF, finding_id="finding"),
    post("/findings/<int:finding_id>/release", STAFF, {"everyone": "y", "why": "A family."}, finding_id="finding"),
    post("/findings/<int:finding_id>/invalidation", STAFF, {"everyone": "y", "why": "One hand."}, finding_id="finding"),
]


def things_held(author, member):
    """A ballot of this member that is held."""
    round = a_round("balloting")
    concept = a_standing_concept(round, author)
    on_the_ballot(round)
    votes(member, round, concept)
    finding = a_finding(round, member, concept=concept)
    return {"finding": finding.id, "hold": db.session.query(Hold.id).filter_by(finding_id=finding.id).scalar()}
