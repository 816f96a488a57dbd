"""A declined winner's way, step by step: at each one its page, my page, the round, the result and the notices say the same."""

from datetime import timedelta

import pytest

from governance.juries.juror import Voice
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.queries import concept_held
from ideas.lineage import no_longer, note
from ideas.viability.asking import ask_again
from ideas.viability.assessing import decide
from ideas.viability.queries import assessment_to_decide, newest_assessment
from ideas.viability.rubric import AssessmentVerdict
from kernel.clock import now
from kernel.database import transaction
from kernel.policy import Refused
from tests.cast import a_member, add
from tests.ideas.appeals import drawn, jury, speak
from tests.ideas.concepts_in_rounds import a_comment, a_concept, a_revision
from tests.ideas.test_assessing import notes
from tests.ideas.test_status import race, status, told
from tests.ideas.voting import a_ballot, close

race = race


@pytest.fixture
def app(lite_app):
    """On one engine: nothing here can differ between the two."""
    return lite_app


@pytest.fixture
def lamp(race, omar, travel):
    """“Lamp”, by Maya, has won and waits for its verdict; Omar supports it."""
    round, concepts, _ = race
    a_ballot(omar, round, concepts["Lamp"])
    travel(timedelta(days=30))
    close(round)
    return concepts["Lamp"]


def judge(ines, lamp, verdict):
    with transaction():
        decide(ines, assessment_to_decide(newest_assessment(lamp.id).id), verdict, notes())


def said_everywhere(browser, maya, omar, lamp, name):
    """What its page says of where it stands, once my page, the round and the result name it alike."""
    at = status(lamp)
    assert at.name == name
    for who in (maya, omar):
        assert at.words in browser.sign_in(who).open("/me").text
    page = browser.open(lamp.path).text
    assert f"{name.capitalize()}. {at.words}" in page
    for path in (f"/rounds/{lamp.round.slug}", f"/rounds/{lamp.round.slug}/result"):
        assert name in browser.open(path).text, path
    return at


def test_a_declining_says_what_its_authors_can_do_and_until_when(lamp, ines, maya, omar, plain_browser, travel):
    said_everywhere(plain_browser, maya, omar, lamp, "won, being judged")
    judge(ines, lamp, AssessmentVerdict.DECLINED)
    words = "“Lamp” won, but staff declined to make it. Its authors may appeal to a jury of members."
    for who in (maya, omar):
        assert any(one.startswith(words) for one in told(who)), who.name
    at = said_everywhere(plain_browser, maya, omar, lamp, "declined")
    assert (at.is_over, at.until) == (False, newest_assessment(lamp.id).decided_at + timedelta(days=30))
    travel(timedelta(days=31))
    assert (status(lamp).is_over, status(lamp).words) == (True, "It won, but staff declined to make it.")


@pytest.mark.parametrize("voice", [Voice.SEND_BACK, Voice.UPHOLD])
def test_supporters_too_learn_of_an_appeal_and_of_what_the_jury_said(lamp, ines, maya, omar, plain_browser, voice):
    judge(ines, lamp, AssessmentVerdict.DECLINED)
    elsewhere = a_concept(omar)
    for letter in "abcdefghjklmno":
        a_comment(a_member(f"Juror{letter} Number"), elsewhere)
    held = drawn(maya, lamp)
    begun = "“Lamp” won and was declined. Its authors appealed, and a jury of members hears them."
    assert begun in told(omar)
    said_everywhere(plain_browser, maya, omar, lamp, "before a jury")
    speak(held, [voice] * held.size)
    back = voice is Voice.SEND_BACK
    ended = (
        "“Lamp” was sent back by a jury, and staff judge once more whether it can be made."
        if back
        else "“Lamp” won, but staff declined to make it, and a jury of members let that stand."
    )
    for who in (maya, omar):
        assert told(who)[ended] == jury(held).path
    said_everywhere(plain_browser, maya, omar, lamp, "won, being judged" if back else "declined")


def test_any_author_of_a_returned_concept_asks_for_a_new_answer(lamp, ines, maya, omar, plain_browser):
    """Also when the first author has left: co-authors may revise it, so they may ask."""
    ruth = a_member("Ruth again", email="ruth-again@people.example")
    add(CoAuthor(concept_id=lamp.id, member_id=ruth.id, invited_by_id=maya.id, accepted_at=now()))
    judge(ines, lamp, AssessmentVerdict.RETURNED)
    a_revision(ruth, lamp, summary="One that folds.")
    with pytest.raises(Refused), transaction():
        ask_again(omar, concept_held(lamp.id))
    page = plain_browser.sign_in(ruth).open(f"{lamp.path}/assessments")
    assert "Asked. The answer is due" in page.submit("Ask for another assessment").text
    assert newest_assessment(lamp.id).attempt == 2


def test_what_was_taken_back_says_no_more_where_a_concept_stands(lamp, ines):
    judge(ines, lamp, AssessmentVerdict.VIABLE)
    path = "/products/lamp"
    steps = [
        (note, ("product", "It is prepared.", path), "found viable", False),
        (note, ("dropped", "It is dropped.", path), "not offered", True),
        (no_longer, ("dropped", "taken-up", "It is prepared again.", path), "found viable", False),
        (note, ("campaign", "It can be pledged for.", path), "pre-order", False),
        (no_longer, ("campaign", "taken-back", "The offer was taken back.", path), "found viable", False),
        (note, ("campaign", "It can be pledged for.", path), "pre-order", False),
        (no_longer, ("campaign", "taken-back", "The offer was taken back again.", path), "found viable", False),
        (note, ("retired", "It is retired.", path), "retired", True),
        (no_longer, ("retired", "relisted", "It is on the list again.", path), "found viable", False),
    ]
    for act, words, name, over in steps:
        with transaction():
            act(lamp.id, *words)
        at = status(lamp)
        assert (at.name, at.is_over, at.stop) == (name, over, "Pre-order"), words
    assert status(lamp).until is None or status(lamp).until > now()
