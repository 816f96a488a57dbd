"""Elections, juries and appeals in the access table. The author of the table is a candidate, a juror, and was declined."""

from datetime import timedelta

from governance.elections.opening import Office
from governance.juries.juror import Juror
from governance.juries.jury import JuryPlace
from governance.juries.lot import leaf, listed, pool_digest
from governance.juries.summoning import summon
from governance.record.recording import record
from ideas.viability.appeal import Appeal
from kernel import clock
from kernel.clock import now
from kernel.database import transaction
from tests.access.kinds import AUTHOR, EVERYBODY, MEMBERS, STEWARDS, get, post
from tests.cast import a_member, add
from tests.governance.elections.cast import a_candidate, an_election, ballots, counted
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_round, an_assessment
from tests.ideas.test_assessing import DECLINED, decided

WORDS = {"words": "I would keep it *tidy*."}
OWN_WORDS = {"own-words": WORDS["words"]}
NAMED = {"election_id": "nominating election", "candidate_id": "candidate"}
ELECTION_ROWS = [
    get("/elections", EVERYBODY),
    get("/elections/<int:election_id>", EVERYBODY, election_id="counted election"),
    post("/elections/<int:election_id>/candidates", MEMBERS, WORDS, election_id="nominating election"),
    post("/elections/<int:election_id>/candidates/<int:candidate_id>/acceptance", AUTHOR, OWN_WORDS, **NAMED),
    post("/elections/<int:election_id>/candidates/<int:candidate_id>/removal", AUTHOR, **NAMED),
    post("/elections/<int:election_id>/ballot", MEMBERS, {}, election_id="voting election"),
    post("/elections/<int:election_id>/ballot/removal", MEMBERS, election_id="voting election"),
    post("/forums/<slug>/elections", STEWARDS, slug="forum"),
    get("/forums/<slug>/stewards/<int:member_id>/recall", EVERYBODY, slug="forum", member_id="keeper"),
    post(
        "/forums/<slug>/stewards/<int:member_id>/recall",
        AUTHOR,
        {"reason": "Sleeps."},
        slug="forum",
        member_id="keeper",
    ),
    get("/juries", EVERYBODY),
    get("/juries/<int:jury_id>", EVERYBODY, jury_id="jury"),
    get("/juries/<int:jury_id>/pool.txt", EVERYBODY, jury_id="jury"),
    post("/juries/<int:jury_id>/acceptance", AUTHOR, jury_id="jury"),
    post("/juries/<int:jury_id>/acceptance/removal", AUTHOR, jury_id="jury"),
    post("/juries/<int:jury_id>/voice", AUTHOR, {"voice": "uphold", "reason": "It is so."}, jury_id="jury"),
    post("/concepts/<int:concept_id>/appeal", AUTHOR, {"reason": "It is not."}, concept_id="declined"),
]


def things_to_elect(people):
    """An election in each phase with everybody on its roll, a jury with the author in it, and the author's declined concept."""
    able = [people[kind] for kind in ("member", "author", "steward", "staff", "admin")]
    with clock.travel(-timedelta(days=30)):
        closed = _election(able, 1)
        one, two = a_candidate(closed, able[2]), a_candidate(closed, able[0], "Less **noise**.")
        ballots(closed, [(able[0], [one, two]), (able[1], [two]), (able[2], [one])])
        counted(closed)
    with clock.travel(-timedelta(days=8)):
        voting = _election(able, 2)
        a_candidate(voting, able[2])
        a_candidate(voting, able[0], "Less **noise**.")
    nominating = _election(able, 3)
    return {
        "counted election": closed.id,
        "voting election": voting.id,
        "nominating election": nominating.id,
        "candidate": a_candidate(nominating, people["author"]).id,
        "keeper": people["steward"].id,
        "declined": _declined(people["author"], people["staff"]).concept_id,
        "jury": _jury(people["author"], people["staff"]),
    }


def _election(members, number):
    return an_election(members, Office(f"club:{number}", f"Keepers of key {number}", "/forums", 2, 100))


def _declined(author, staff):
    return decided(staff, an_assessment(a_concept(author, a_round("closed"))), DECLINED)


def _jury(juror, staff):
    author = a_member("Petra Novak")
    assessment = _declined(author, staff)
    salt, subject = "5a" * 16, f"concept:{assessment.concept_id}"
    with transaction():
        jury = summon(author, "appeal", subject, "A bag that stays dry", "/assessments")
        jury.pool_size, jury.pool_digest = 1, pool_digest(listed([leaf(juror.id, salt)]))
        jury.drawn_at, jury.closes_at = now(), now() + timedelta(days=10)
        record("jury.pooled", f"jury:{jury.id}", pool_size=1, pool_digest=jury.pool_digest)
    add(JuryPlace(jury_id=jury.id, place=1, member_id=juror.id, salt=salt))
    add(Juror(jury_id=jury.id, position=1, place=1, member_id=juror.id))
    appeal = Appeal(concept_id=assessment.concept_id, assessment_id=assessment.id, jury_id=jury.id)
    appeal.appellant_id, appeal.reason, appeal.html = author.id, "It was cold.", "<p>It was cold.</p>"
    add(appeal)
    return jury.id
