"""The support button as people meet it: in place with htmx, by a page without, and with its reason when greyed."""

from datetime import timedelta

import pytest

from ideas.rounds.round import Round
from ideas.supports import queries
from kernel.clock import now
from kernel.database import db
from members.accounts.waiting import waits
from tests.browser import Browser
from tests.cast import a_member
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_standing_concept


@pytest.fixture
def concept(app, maya):
    """A concept that takes supports."""
    return a_standing_concept(a_round(), maya, "Lamp")


def test_a_member_supports_in_place_and_takes_it_back(browser, concept, omar):
    page = browser.sign_in(omar).open(concept.path)
    page = page.submit("Support this")
    assert "You support this." in page.text
    assert "Your support is counted" in page.text
    assert queries.supports(omar, concept)
    page = page.submit("Withdraw my support")
    assert "Support this" in page.names("button")
    assert "taken back" in page.text
    page = page.submit("Support this")
    assert "You support this." in browser.open(concept.path).text


def test_a_second_window_supports_again_and_nothing_breaks(browser, concept, omar):
    first = browser.sign_in(omar).open(concept.path)
    second = browser.open(concept.path)
    first.submit("Support this")
    assert "You support this." in second.submit("Support this").text


def test_no_count_is_shown_while_the_round_is_open(plain_browser, concept, omar):
    page = plain_browser.sign_in(omar).open(concept.path).submit("Support this")
    part = next(element for element in page.tree.iter("div") if element.get("id") == f"concept-{concept.id}-support")
    assert not any(letter.isdigit() for letter in "".join(part.itertext()))


def test_a_guest_is_asked_to_sign_in(plain_browser, concept):
    assert plain_browser.open(concept.path).click("Join to support").path == "/sign-up"


def test_a_greyed_button_says_why(plain_browser, app, maya, omar):
    page = plain_browser.sign_in(omar).open(a_standing_concept(a_round("balloting"), maya).path)
    assert "Supporting ended when balloting began." in page.text


def test_a_form_left_open_until_supporting_ended_is_refused_in_words(browser, app, maya, omar, travel):
    round = a_round("refining")
    page = browser.sign_in(omar).open(a_standing_concept(round, maya).path)
    travel(round.balloting_at)
    page = page.submit("Support this", status=403)
    assert "Supporting ended" in page.text


def test_the_same_form_sent_five_times_has_one_effect_and_one_answer(plain_browser, concept, omar):
    page = plain_browser.sign_in(omar).open(concept.path)
    form = next(f for f in page.tree.iter("form") if f.get("action", "").endswith("/support"))
    fields = {field.get("name"): field.get("value") for field in form.iter("input")}
    headers = {"Sec-Fetch-Site": "same-origin"}
    with plain_browser.app.app_context():
        sent = [plain_browser.client.post(form.get("action"), data=fields, headers=headers) for _ in range(5)]
    assert {(answer.status_code, answer.headers["Location"]) for answer in sent} == {
        (303, f"{concept.path}#concept-{concept.id}-support")
    }
    assert "You support this." in plain_browser.open(concept.path).text


def page_of(concept, where):
    return concept.path if where == "concept" else f"/rounds/{db.session.get(Round, concept.round_id).slug}"


@pytest.mark.parametrize("where", ["concept", "round"])
def test_what_a_new_account_waits_for_is_said_before_the_button_is_pressed(app, concept, omar, where):
    new = a_member("Nora Sand", created_at=now())
    page = Browser(app).sign_in(new).open(page_of(concept, where))
    assert "Support this" in page.names("button")
    assert "A new account counts from" in page
    assert "A new account counts from" not in Browser(app).sign_in(omar).open(page_of(concept, where))


@pytest.mark.parametrize("where", ["concept", "round"])
def test_and_that_it_counts_only_once_the_address_is_confirmed(app, concept, lena, where):
    page = Browser(app).sign_in(lena).open(page_of(concept, where))
    assert "Support this" in page.names("button")
    assert "Confirm your e-mail address before" in page
    assert "goes after a week, and its votes with it. " in page.text


def test_the_day_to_confirm_by_is_never_after_the_account_itself_goes(app, lena):
    soon, late = (lena.created_at + timedelta(days=days) for days in (5, 12))
    assert waits(lena, lena.created_at, soon).confirm_by == soon
    assert waits(lena, lena.created_at, late).confirm_by == lena.created_at + timedelta(days=7)
