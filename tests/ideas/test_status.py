"""Everybody who wrote or supports a concept is told what became of it, and its page, my page and lists say the same."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.concepts import inviting
from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_held, mate_of
from ideas.lineage import note
from ideas.rounds.turning import turn_rounds
from ideas.status.queries import statuses_of
from ideas.status.status import BECAME
from ideas.status.stop import Stop
from ideas.supports.supporting import support
from ideas.viability.assessing import decide
from ideas.viability.queries import assessment_to_decide, newest_assessment
from ideas.viability.rubric import AssessmentVerdict
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from members.notices.notice import Notice
from tests.cast import a_member
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_round, an_assessment
from tests.ideas.test_assessing import notes
from tests.ideas.voting import a_ballot, after_the_close, close


def told(member):
    """What this member was told of the newest, newest last."""
    while deliver_waiting():
        pass
    found = db.session.scalars(select(Notice).where(Notice.member_id == member.id).order_by(Notice.created_at))
    return {one.words: one.url for one in found.all()}


def status(concept):
    db.session.expire_all()
    concept = db.session.get(Concept, concept.id)
    db.session.refresh(concept, ["round"])
    return statuses_of([concept], now())[concept.id]


@pytest.fixture
def app(lite_app):
    """On one engine: nothing here can differ between the two."""
    return lite_app


@pytest.fixture
def race(app, maya, omar, theo, travel):
    """Two places on the ballot and one winner: Lamp and Chair get there, Table misses by two supports. Now: the freeze."""
    round = a_round("proposing", title="Light for reading", finalists_limit=2, slots=1)
    concepts = {
        title: a_concept(maya if title != "Chair" else theo, round, title=title) for title in ("Lamp", "Chair", "Table")
    }
    ruth = a_member("Ruth", email="ruth@people.example")
    with transaction():
        inviting.invite(maya, concept_held(concepts["Table"].id), "Ruth")
    with transaction():
        inviting.accept(ruth, mate_of(concepts["Table"].id, ruth))
    backers = [a_member(f"Backer {n}", email=f"backer{n}@people.example") for n in range(3)]
    for title, some in (("Lamp", backers), ("Chair", backers[:2])):
        for member in some:
            with transaction():
                support(member, concepts[title])
    with transaction():
        support(omar, concepts["Lamp"])
        support(omar, concepts["Table"])
    travel(round.balloting_at - now() + timedelta(minutes=1))
    with transaction():
        turn_rounds()
    return round, concepts, ruth


def test_at_the_freeze_authors_learn_whether_their_concepts_are_on_the_ballot(race, maya):
    round, concepts, ruth = race
    words = told(maya)
    assert words["The ballot of “Light for reading” is open. Your “Lamp” is on it. Choose what should be made."] == (
        f"/rounds/{round.slug}/ballot"
    )
    missed = [
        one for one in words if one.startswith("Your “Table” is not among the 2 finalists of “Light for reading”.")
    ]
    assert [words[one] for one in missed] == [concepts["Table"].path]
    assert any(one.startswith("Your “Table” is not among") for one in told(ruth)), "a co-author is told too"


def test_supporters_learn_which_of_theirs_are_on_the_ballot(race, omar):
    assert any("1 of the 2 concepts you support is on it." in one for one in told(omar))


def test_how_far_it_was_from_the_ballot_is_told_only_after_the_close(race, maya):
    round, concepts, ruth = race
    before = " ".join([*told(maya), status(concepts["Table"]).words])
    assert "3rd" not in before
    assert "fewer" not in before
    with after_the_close(round):
        close(round)
        words = (
            "It came 3rd by supports; the first 2 went on the ballot. It had 1 support, 1 fewer than the last of them."
        )
        assert status(concepts["Table"]).words == words
        assert any(one.startswith("Your “Table” came 3rd by supports") for one in told(ruth))


def test_after_the_count_winners_losers_and_their_supporters_are_told(race, maya, theo, omar):
    round, concepts, _ = race
    a_ballot(omar, round, concepts["Lamp"])
    with after_the_close(round):
        close(round)
        mine, theirs, backed = told(maya), told(theo), told(omar)
        assert any(one.startswith("Your “Lamp” won in “Light for reading”, and staff judge in public") for one in mine)
        lost = [
            one for one in theirs if one.startswith("Your “Chair” was on the ballot, came 2nd of 2, and did not win.")
        ]
        assert [theirs[one] for one in lost] == [concepts["Chair"].path]
        assert any(one.startswith("“Lamp”, which you supported, won, and staff judge in public") for one in backed)


def test_one_place_says_where_a_concept_stands_from_proposal_to_review(race, ines, omar, travel):
    round, concepts, _ = race
    lamp, chair, table = concepts.values()
    assert (status(lamp).name, status(lamp).takes_votes) == ("on the ballot", True)
    assert (status(table).name, status(table).is_over, status(table).stop) == ("not on the ballot", True, Stop.SUPPORTS)
    a_ballot(omar, round, lamp)
    travel(timedelta(days=30))
    assert status(lamp).name == "being counted"
    close(round)
    assert (status(chair).name, status(chair).is_over) == ("did not win", True)
    assert status(chair).url == f"/rounds/{round.slug}/result#others"
    assessment = newest_assessment(lamp.id) or an_assessment(lamp)
    assert (status(lamp).name, status(lamp).until) == ("won, being judged", assessment.due_at)
    with transaction():
        decide(ines, assessment_to_decide(assessment.id), AssessmentVerdict.VIABLE, notes())
    for kind, (stop, name, _, over) in BECAME.items():
        with transaction():
            note(lamp.id, kind, f"It became {kind}.", f"/products/lamp#{kind}")
        at = status(lamp)
        stop = Stop.REVIEWS if kind == "retired" else stop  # it ended where it was
        assert (at.stop, at.name, at.is_over, at.words) == (stop, name, over, f"It became {kind}.")


def test_a_declined_winner_says_so_at_the_top_of_its_page(race, ines, omar, plain_browser, travel):
    round, concepts, _ = race
    a_ballot(omar, round, concepts["Lamp"])
    travel(timedelta(days=30))
    close(round)
    assessment = newest_assessment(concepts["Lamp"].id) or an_assessment(concepts["Lamp"])
    with transaction():
        decide(ines, assessment_to_decide(assessment.id), AssessmentVerdict.DECLINED, notes())
    page = plain_browser.open(concepts["Lamp"].path)
    assert page.text.index("Declined. It won, but staff declined to make it.") < page.text.index("Where it went")
    assert page.click("Read why, and what would change it").path.endswith("/assessments")


def test_my_page_says_the_same(race, maya, plain_browser):
    page = plain_browser.sign_in(maya).open("/me")
    assert "on the ballot" in page.text
    assert "It is not among the 2 finalists." in page.text


def test_a_finalists_page_votes(race, omar, plain_browser):
    round, concepts, _ = race
    page = plain_browser.sign_in(omar).open(concepts["Lamp"].path).click("Vote in “Light for reading”")
    assert page.path == f"/rounds/{round.slug}/ballot"
    a_ballot(omar, round, concepts["Lamp"])
    assert "On your ballot" in plain_browser.open(concepts["Lamp"].path).text
    page = plain_browser.open(concepts["Chair"].path)
    assert "You voted, without this one." in page.text
    assert page.click("Change your ballot").path == f"/rounds/{round.slug}/ballot"
    assert "Vote in" not in plain_browser.open(concepts["Table"].path).text
