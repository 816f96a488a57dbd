"""A support belongs to a version: after a material change it waits until its owner carries it over or leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.concepts.concept import Concept
from ideas.rounds.freezing import freeze_finalists
from ideas.rounds.round import Round
from ideas.supports import queries, supporting
from kernel import jobs
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from members.notices.queries import notices_of
from tests.ideas.concepts_in_rounds import a_concept, a_revision
from tests.ideas.forums_and_rounds import a_forum, a_round
from tests.ideas.voting import voters
from tests.statements import statements

OTHERWISE = "It floats, and its lid closes over the zip."


def act(verb, member, concept):
    with transaction():
        return verb(member, queries.concept_held(concept.id))


def counted(concept):
    return db.session.scalar(select(Concept.supports_count).where(Concept.id == concept.id))


@pytest.fixture
def concept(app, maya):
    """A concept in a forum that holds the one sentence and the need to be material."""
    forum = a_forum("Bags")
    forum.fields[0].material = True
    with transaction():
        db.session.add(forum)
    return a_concept(maya, a_round(forum=forum))


def test_a_material_change_makes_supports_wait_and_carrying_over_counts_them_again(concept, maya, omar, theo):
    act(supporting.support, omar, concept)
    act(supporting.support, theo, concept)
    version = a_revision(maya, concept, summary=OTHERWISE)
    assert version.material == ["summary"]
    assert counted(concept) == 0
    assert act(supporting.carry_over, omar, concept) is True
    assert act(supporting.carry_over, omar, concept) is False
    assert counted(concept) == 1
    assert act(supporting.take_back, theo, concept) is True
    assert counted(concept) == 1
    assert queries.supports(omar, concept)
    assert not queries.supports(theo, concept)


@pytest.mark.parametrize("words", [{"title": "A dry bag"}, {"body": "Two straps."}])
def test_another_change_carries_every_support_over_by_itself(concept, maya, omar, words):
    act(supporting.support, omar, concept)
    assert a_revision(maya, concept, **words).material == []
    assert counted(concept) == 1
    assert queries.support_of(omar, concept).is_live(db.session.get(Concept, concept.id))


def test_an_answer_that_the_forum_holds_material_asks_anew(concept, maya, omar):
    act(supporting.support, omar, concept)
    assert a_revision(maya, concept, answers={"need": "Rain gets in everywhere."}).material == ["need"]
    assert counted(concept) == 0


def test_supporting_again_what_changed_is_carrying_over(concept, maya, omar):
    act(supporting.support, omar, concept)
    a_revision(maya, concept, summary=OTHERWISE)
    assert act(supporting.support, omar, concept) is True
    assert act(supporting.support, omar, concept) is False
    assert counted(concept) == 1


def test_each_change_asks_again(concept, maya, omar):
    act(supporting.support, omar, concept)
    a_revision(maya, concept, summary=OTHERWISE)
    act(supporting.carry_over, omar, concept)
    a_revision(maya, concept, summary="It sinks.              Slowly.")
    assert counted(concept) == 0
    assert act(supporting.carry_over, omar, concept) is True
    assert counted(concept) == 1


def test_nobody_carries_over_what_they_did_not_support_or_once_balloting_began(concept, maya, omar, travel):
    assert act(supporting.carry_over, omar, concept) is False
    act(supporting.support, omar, concept)
    a_revision(maya, concept, summary=OTHERWISE)
    travel(concept.round.balloting_at)
    with pytest.raises(Refused, match="ended"):
        act(supporting.carry_over, omar, concept)


def test_carrying_over_costs_three_statements_and_a_look_at_the_databases_clock(concept, maya, omar):
    act(supporting.support, omar, concept)
    a_revision(maya, concept, summary=OTHERWISE)
    with statements() as sent:
        act(supporting.carry_over, omar, concept)
    assert len([words for words in sent if not words.startswith("SELECT clock")]) == 3


def test_only_live_supports_make_finalists(concept, maya, omar, theo, travel):
    other = a_concept(theo, concept.round, title="Another bag")
    for member in voters(3):
        act(supporting.support, member, concept)
    act(supporting.support, omar, other)
    a_revision(maya, concept, summary=OTHERWISE)
    with transaction():
        db.session.get(Round, concept.round_id).finalists_limit = 2
    travel(concept.round.balloting_at)
    with transaction():
        finalists = freeze_finalists(db.session.get(Round, concept.round_id))
    assert [(one.concept_id, one.supports) for one in finalists] == [(other.id, 1), (concept.id, 0)]


def test_supporters_are_told_and_find_the_difference_with_two_buttons(browser, concept, maya, omar):
    act(supporting.support, omar, concept)
    a_revision(maya, concept, summary=OTHERWISE)
    deliver_waiting()
    assert "carry your support over" in notices_of(omar).rows[0].words
    browser.sign_in(omar)
    page = browser.open("/me").click("Carry over or leave")
    assert "It changed after you supported it" in page.text
    assert "It floats" in page.text
    page = page.submit("Carry my support over")
    assert "You support this." in page.text
    assert "Carry over or leave" not in browser.open("/me").text


def test_leaving_takes_the_support_back(browser, concept, maya, omar):
    act(supporting.support, omar, concept)
    a_revision(maya, concept, summary=OTHERWISE)
    page = browser.sign_in(omar).open(concept.path).submit("Withdraw my support")
    assert not queries.supports(omar, concept)
    assert "Support this" in page.names("button")


def test_the_round_marks_what_changed_among_my_choices(browser, concept, maya, omar):
    act(supporting.support, omar, concept)
    a_revision(maya, concept, summary=OTHERWISE)
    page = browser.sign_in(omar).open(f"/rounds/{concept.round.slug}")
    assert "has changed" in page.text
    assert "carry your support over or leave" in page.text


def test_the_author_is_warned_before_a_material_change(browser, concept, maya):
    browser.sign_in(maya)
    with transaction():
        from ideas.concepts import drafting
        from ideas.concepts.queries import concept_held
        from tests.ideas.concepts_in_rounds import some_words

        drafting.save(maya, concept_held(concept.id), some_words(summary=OTHERWISE, change_note="It floats."))
    page = browser.open(f"{concept.path}/draft/look-over")
    assert "This is a material change: In one sentence." in page.text


def test_live_and_stale_are_told_apart_after_the_close_only(plain_browser, concept, maya, omar, theo, travel):
    people = voters(12)
    for member in [omar, *people]:
        act(supporting.support, member, concept)
    assert jobs.tick() == []
    page = plain_browser.open(concept.path)
    assert "About 10 people want this." in page.text
    assert "13" not in page.text
    a_revision(maya, concept, summary=OTHERWISE)
    act(supporting.carry_over, omar, concept)
    assert "people want this" not in plain_browser.open(concept.path).text
    travel(concept.round.closes_at + timedelta(seconds=1))
    page = plain_browser.open(concept.path)
    assert "1 person supports it as it stands." in page.text
    assert "12 more supported an earlier version" in page.text
