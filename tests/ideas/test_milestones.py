"""Milestones: all that shows of a sealed count comes by the hour, from supports that count, and only rises."""

from collections import namedtuple
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from ideas.concepts.concept import Concept
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from ideas.supports import supporting
from ideas.supports.milestones import needed
from ideas.supports.queries import concept_held
from ideas.supports.support import Support
from kernel import jobs
from kernel.clock import now
from kernel.database import db, transaction
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.holding import a_finding, backs
from tests.ideas.voting import a_standing_concept, voters

Standing = namedtuple("Standing", "id material_version_id supports_milestone")
HOUR = timedelta(hours=1, seconds=1)


@pytest.fixture
def concept(app, maya):
    """A concept that may be supported."""
    return a_standing_concept(a_round(), maya)


def support(people, concept):
    """All of them support it through the act."""
    for member in people:
        backs(member, concept)


def tick():
    """The clock's minute; nothing in it fails."""
    assert jobs.tick() == []


def shown(browser, concept):
    """The milestone on the concept's page, as words; "" for none."""
    text = browser.open(concept.path).text
    return text.split(" people want this")[0].rsplit(">", 1)[-1].split("\n")[-1].strip() if "want this" in text else ""


def said(browser, concept):
    """The sentence's number."""
    words = shown(browser, concept)
    return int(words.split()[-1].replace(",", "")) if words else 0


def test_votes_that_do_not_count_show_nothing_however_many_they_are(plain_browser, concept):
    people = voters(45)
    with transaction():
        for member in people[:15]:
            member.confirmed_at = None
        for member in people[15:30]:
            member.created_at = now() - timedelta(hours=1)
    a_finding(db.session.get(Round, concept.round_id), *people[30:], kind=VoteKind.SUPPORT)
    support(people, concept)
    tick()
    assert said(plain_browser, concept) == 0


def test_a_milestone_shows_with_the_hour_and_not_before(plain_browser, concept, travel):
    people = voters(31)
    tick()
    support(people[:13], concept)
    tick()
    assert said(plain_browser, concept) == 0
    travel(HOUR)
    assert said(plain_browser, concept) == 0
    tick()
    assert said(plain_browser, concept) == 10
    support(people[13:], concept)
    tick()
    assert said(plain_browser, concept) == 10
    travel(HOUR)
    tick()
    assert said(plain_browser, concept) == 25


def test_what_is_taken_back_lowers_nothing(plain_browser, concept, travel):
    people = voters(13)
    support(people, concept)
    tick()
    for member in people:
        with transaction():
            supporting.take_back(member, concept_held(concept.id))
    travel(HOUR)
    tick()
    assert said(plain_browser, concept) == 10


def test_a_rush_shows_one_step_an_hour(plain_browser, concept, travel):
    people = voters(121)
    with transaction():
        db.session.execute(
            Support.__table__.insert(),
            [
                {"concept_id": concept.id, "member_id": one.id, "version_id": concept.current_version_id,
                 "via_merge_id": None, "created_at": now()}
                for one in people
            ],
        )  # fmt: skip
        db.session.get(Concept, concept.id).supports_count = 121
    steps = []
    for _ in range(5):
        tick()
        steps.append(said(plain_browser, concept))
        travel(HOUR)
    assert steps == [10, 25, 50, 100, 100]


def test_each_concept_reaches_a_step_at_a_number_of_its_own_within_a_fifth(lite_app):
    round = a_round()
    at = {one: needed(round, Standing(one, 0, 10)) for one in range(400)}
    assert set(at.values()) == set(range(20, 31))
    assert {needed(round, Standing(one, 0, 0)) for one in range(200)} == {8, 9, 10, 11, 12}
    assert {needed(round, Standing(7, version, 50)) for version in range(500)} <= set(range(80, 121))


def test_nobody_without_the_key_can_work_that_number_out(lite_app, monkeypatch):
    round = a_round()
    one = [needed(round, Standing(one, 0, 10)) for one in range(40)]
    monkeypatch.setitem(lite_app.config, "SECRET_KEY", "another 9b1f2a37c4d5e6f708192a3b4c5d")
    assert [needed(round, Standing(one, 0, 10)) for one in range(40)] != one


def test_supports_given_to_older_words_are_not_in_a_milestone(plain_browser, concept, travel):
    support(voters(13), concept)
    with transaction():
        row = db.session.get(Concept, concept.id)
        row.material_version_id, row.supports_milestone = row.current_version_id + 1, 0
    tick()
    assert said(plain_browser, concept) == 0
    assert db.session.scalar(select(Concept.supports_count)) == 13
    with transaction():
        db.session.execute(delete(Support))
