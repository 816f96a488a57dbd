"""The ballot and the result as people meet them, with and without JavaScript."""

import re

import pytest
from sqlalchemy import select

from ideas.ballots.ballot import Ballot
from ideas.ballots.queries import ballot_of
from ideas.concepts.concept import Concept
from kernel.database import db
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_ballot, a_small_ballot, after_the_close, close, in_order, on_the_ballot, voters


@pytest.fixture
def round(app, maya):
    """Three finalists, two slots, two choices."""
    return a_small_ballot(maya, "Lamp", "Chair", "Table <b>", title="Light for small desks")


def ballot_page(round):
    return f"/rounds/{round.slug}/ballot"


def approved(member, round):
    db.session.expire_all()
    ballot = ballot_of(member, round)
    titles = select(Concept.title).where(Concept.id.in_(ballot.approved if ballot else []))
    return sorted(db.session.scalars(titles))


def ids(*titles):
    return list(db.session.scalars(select(Concept.id).where(Concept.title.in_(titles))))


def test_a_member_casts_a_ballot_reads_the_receipt_and_changes_it(browser, round, omar):
    page = browser.sign_in(omar).open(ballot_page(round))
    assert page.h1 == "Ballot: Light for small desks"
    page = page.submit("Cast my ballot", choices=ids("Lamp", "Table <b>"))
    assert "Your ballot stands with 2 choices" in page.text
    assert approved(omar, round) == ["Lamp", "Table <b>"]
    receipt = db.session.scalar(select(Ballot.receipt))
    assert receipt in page.text.replace(" ", "")
    page = browser.open(ballot_page(round))
    page = page.submit("Cast my ballot", choices=ids("Table <b>"))
    assert "Your ballot stands with 1 choice" in page.text
    assert approved(omar, round) == ["Table <b>"]
    page = browser.open(ballot_page(round)).submit("Withdraw my ballot")
    assert "taken back" in page.text
    assert approved(omar, round) == []


def test_too_many_ticks_are_named_and_none_is_lost(browser, round, omar):
    page = browser.sign_in(omar).open(ballot_page(round))
    page = page.submit("Cast my ballot", choices=ids("Lamp", "Table <b>", "Chair"), status=422)
    assert "ticked 3: untick 1" in page.text
    assert approved(omar, round) == []
    page = page.submit("Cast my ballot", choices=ids("Lamp", "Table <b>"))
    assert "Your ballot stands with 2 choices" in page.text
    page = browser.open(ballot_page(round)).submit("Cast my ballot", choices=[], status=422)
    assert "Tick at least one" in page.text
    assert approved(omar, round) == ["Lamp", "Table <b>"]


@pytest.mark.parametrize("sent", [["x"], ["0"], ["-1"], ["9" * 30], ["999999"], ["1", ""]])
def test_a_choice_that_is_none_is_refused_in_words(plain_browser, round, omar, sent):
    page = plain_browser.sign_in(omar).open(ballot_page(round))
    form = next(form for form in page.tree.iter("form") if form.get("id") == "ballot")
    pairs = [(f.get("name"), f.get("value")) for f in form.iter("input") if f.get("type") == "hidden"]
    button = next(form.iter("button"))
    page = plain_browser.submit(page, form, button, pairs + [("choices", one) for one in sent], 422)
    assert "Please fix this" in page.text
    assert approved(omar, round) == []


def test_guests_see_the_finalists_and_where_to_sign_in(plain_browser, round):
    page = plain_browser.open(ballot_page(round))
    assert "Lamp" in page.text
    assert "Cast my ballot" not in page.names("button")
    page = page.click("Join to vote")
    assert page.path == "/sign-up"


def test_an_account_that_is_not_confirmed_can_vote_already(plain_browser, round, lena):
    page = plain_browser.sign_in(lena).open(ballot_page(round))
    assert "Cast my ballot" in page.names("button")


@pytest.mark.parametrize(
    ("phase", "words"), [("announced", "Not yet"), ("proposing", "Not yet"), ("refining", "Not yet")]
)
def test_before_balloting_the_page_says_when_it_opens(plain_browser, app, phase, words):
    page = plain_browser.open(ballot_page(a_round(phase)))
    assert words in page.text
    assert "The ballot opens" in page.text


def test_a_ballot_without_finalists_says_so(plain_browser, app):
    assert "Nobody is on this ballot" in plain_browser.open(ballot_page(on_the_ballot(a_round("balloting")))).text


def test_the_result_says_who_won_who_missed_and_what_my_choices_did(plain_browser, round, omar):
    lamp, chair, table = in_order(round)
    a_ballot(omar, round, lamp, chair)
    for member in voters(2):
        a_ballot(member, round, lamp, table)
    result_page = f"/rounds/{round.slug}/result"
    assert "Nobody sees a count before the close" in plain_browser.open(result_page).text
    with after_the_close(round):
        assert "being counted" in plain_browser.open(ballot_page(round)).text
        close(round)
        page = plain_browser.open(result_page)
        assert "“Lamp” came first with 3 votes." in page.text
        assert "The last place went to “Table <b>” with 2 votes, 1 more than “Chair”." in page.text
        assert re.search("Missed by (1 vote|2 votes)", page.text)  # the draw says whether a tie would have been enough
        assert "What your ballot did" not in page.text
        assert page.click("stands on the public record").path == "/record"
        assert page.click("See the assessment: Lamp").path.startswith("/concepts/")
        page = plain_browser.sign_in(omar).open(result_page)
        assert "1 of your 2 choices won." in page.text
        assert page.click("Lamp").h1 == "Lamp"


@pytest.mark.parametrize("path", ["/rounds/nowhere/ballot", "/rounds/nowhere/result"])
def test_a_round_that_never_was_is_not_found(plain_browser, app, path):
    plain_browser.open(path, status=404)
