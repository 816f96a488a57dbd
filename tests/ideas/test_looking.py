"""A round is looked over before it is opened: what follows, what may be a slip, which accounts would be too new to count."""

from datetime import timedelta

import pytest

from ideas.forums.queries import forum_named
from ideas.holds.ripening import too_new_at
from ideas.rounds.answering import NO_ANSWERS
from ideas.rounds.looking import look_over
from ideas.rounds.queries import round_named, round_to_change
from ideas.rounds.rule import RoundRule
from ideas.rounds.rule_words import winners_words
from ideas.rounds.waiting import too_new_if_ended, waiting_for_accounts
from kernel.clock import now
from kernel.database import db
from kernel.rules import RuleBroken
from tests.cast import a_member
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal
from tests.ideas.test_opening import dates, terms

BUDGET = {"slots": 0, "currency": "EUR"}


def look(**changes):
    a_forum("Bags")
    return look_over(forum_named("bags"), terms(**changes), NO_ANSWERS, [])


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({**BUDGET, "budget_minor": 4_000_000, "usual_cost_minor": 1250}, "pays for 3,200 concepts"),
        ({**BUDGET, "budget_minor": 400_000, "usual_cost_minor": 1_250_000}, "nothing can win"),
        ({"slots": 50}, "50 concepts win"),
        ({"slots": 4, "finalists_limit": 4}, "the ballot decides nothing"),
        ({"timetable": dates(ballot=0.25)}, "Balloting lasts less than a day: 6 h 0 min."),
    ],
)
def test_what_may_be_a_slip_is_asked_about(lite_app, changes, doubt):
    (said,) = look(**changes).doubts
    assert doubt in said


@pytest.mark.parametrize(
    "changes",
    [{}, {**BUDGET, "budget_minor": 4_000_000, "usual_cost_minor": 1_250_000}, {"timetable": dates(refine=0)}],
)
def test_a_usual_round_raises_no_doubt(lite_app, changes):
    assert look(**changes).doubts == []


@pytest.mark.parametrize(
    ("minimum", "said"),
    [(0, []), (1, ["Nothing wins without a vote."]), (5, ["Nothing wins with fewer than 5 votes."])],
)
def test_the_fewest_votes_to_win_are_said_as_people_say_it(minimum, said):
    words = winners_words(RoundRule(slots=1, minimum_votes=minimum))
    assert [one for one in words if one.startswith("Nothing wins")] == said


def test_a_look_says_what_a_budget_pays_for_and_breaks_the_rules_that_opening_breaks(lite_app):
    shown = look(**BUDGET, budget_minor=4_000_000, usual_cost_minor=1_250_000)
    assert shown.winners == "€40,000.00 pays for 3 concepts at the usual cost of €12,500.00."
    forum = forum_named("bags")
    for broken in ({"slots": 51}, {"timetable": dates(begin=-2)}):
        with pytest.raises(RuleBroken):
            look_over(forum, terms(**broken), NO_ANSWERS, [])
    with pytest.raises(RuleBroken, match="or say why"):
        look_over(forum, terms(), NO_ANSWERS, [a_signal(forum)])


def test_a_look_stores_nothing_and_opening_follows_it(browser, ines):
    a_forum("Bags")
    page = browser.sign_in(ines).open("/forums/bags/rounds/new")
    page = page.submit(
        "Look it over", title="A bag for rain", brief="Ask for *rain*.", budget="40000", usual_cost="12,5"
    )
    assert "Is a nought missing somewhere?" in page
    assert round_named("a-bag-for-rain") is None
    page = page.submit("Look it over", usual_cost="12500")
    assert "€40,000.00 pays for 3 concepts at the usual cost of €12,500.00." in page
    assert "Is a nought missing" not in page
    page = page.submit("Open the round")
    assert page.path == "/rounds/a-bag-for-rain"


def test_a_likely_slip_is_asked_about_even_by_who_does_not_look(plain_browser, ines):
    a_forum("Bags")
    page = plain_browser.sign_in(ines).open("/forums/bags/rounds/new")
    typed = {"title": "A bag for rain", "brief": "Ask.", "budget": "40000", "usual_cost": "12,5"}
    page = page.submit("Open the round", status=422, **typed)
    assert "Is this what you mean?" in page
    assert page.submit("Open the round").path == "/rounds/a-bag-for-rain"


def test_accounts_too_new_for_a_vote_are_counted_with_the_day_from_which_they_count(ines):
    newest = a_member("Newly Come", created_at=now() - timedelta(hours=1))
    a_member("Nobody Confirmed", created_at=now(), confirmed_at=None)
    found = too_new_at(now() + timedelta(days=2))
    assert (found.too_new, found.accounts) == (1, 2)
    assert found.ripe_at == newest.created_at + timedelta(days=3)
    assert too_new_at(now() + timedelta(days=4)) is None


def test_a_few_new_accounts_on_a_grown_site_are_worth_no_word(ines, theo, omar, maya):
    a_member("Newly Come", created_at=now() - timedelta(hours=1))
    assert too_new_at(now()) is None


def test_waiting_moves_the_close_to_the_moment_when_all_who_are_here_count(ines):
    round = a_round("refining")
    assert waiting_for_accounts(round, now()) is None
    a_member("Newly Come", created_at=round.balloting_at - timedelta(days=1))
    dates_ = waiting_for_accounts(round, now())
    assert too_new_at(dates_.balloting_at) is None
    assert dates_.closes_at - round.closes_at == dates_.balloting_at - round.balloting_at
    assert dates_.refining_at == round.refining_at


def test_ending_proposing_closes_no_vote_while_refining_follows(ines):
    a_member("Newly Come", created_at=now() - timedelta(hours=1))
    assert too_new_if_ended(a_round("proposing"), now()) is None
    assert too_new_if_ended(a_round("refining"), now()).too_new == 1
    assert too_new_if_ended(a_round("balloting"), now()).too_new == 1


def test_a_keeper_is_told_before_ending_a_phase_and_waits_instead(browser, ines):
    round = a_round("balloting")
    a_member("Newly Come", created_at=round.closes_at - timedelta(days=1))
    page = browser.sign_in(ines).open(f"/rounds/{round.slug}/timetable")
    assert "1 of 2 accounts would not count" in page
    page = page.click("Wait until they count")
    assert "So that the votes of accounts that are new now count too." in page.response.text
    page = page.submit("Move the dates")
    assert "The dates have moved once" in page
    db.session.expire_all()
    assert too_new_at(round_to_change(round.slug).closes_at) is None


def test_one_slot_is_told_as_a_word_where_it_is_shared():
    assert "an equal share of the one slot." in winners_words(RoundRule(slots=1))[0]
    assert "an equal share of the 2 slots." in winners_words(RoundRule(slots=2))[0]
