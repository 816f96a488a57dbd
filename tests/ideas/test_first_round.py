"""The first round of a site: announcing it leaves the charter to the members, and its keepers hear in time who is too new."""

from datetime import timedelta

import pytest

from governance.charter.founding import first_round_announced, set_founding_values
from governance.charter.values import value
from ideas.rounds.queries import round_to_change
from ideas.rounds.withdrawing import withdraw_round
from kernel.clock import now
from kernel.database import transaction
from kernel.policy import Refused
from tests.cast import a_member
from tests.ideas.forums_and_rounds import a_forum, a_round
from tests.ideas.test_opening import opened

MORE = {"round.slots-most": 60}


def test_announcing_the_first_round_leaves_the_charter_to_the_members(ada, ines):
    a_forum("Bags")
    with transaction():
        set_founding_values(ada, MORE)
    opened(ines)
    with pytest.raises(Refused, match="only the members change the charter"), transaction():
        set_founding_values(ada, {"round.slots-most": 70})
    assert value("round.slots-most") == 60


def test_a_first_round_that_was_withdrawn_was_announced_all_the_same(ada, ines):
    a_forum("Bags")
    round = opened(ines)
    with transaction():
        withdraw_round(ines, round_to_change(round.slug), "The wrong week.")
    assert first_round_announced()
    with pytest.raises(Refused, match="only the members change the charter"), transaction():
        set_founding_values(ada, MORE)


def test_the_page_that_opens_the_first_round_leads_an_admin_to_the_founding_values(browser, ada, ines):
    a_forum("Bags")
    page = browser.sign_in(ines).open("/forums/bags/rounds/new")
    assert "an administrator can still set its founding values" in page
    page = browser.sign_in(ada).open("/forums/bags/rounds/new")
    assert page.click("set the founding values").path == "/charter/founding"
    opened(ines)
    assert "This is the first round" not in browser.open("/forums/bags/rounds/new")


def test_the_rounds_own_page_tells_its_keepers_who_would_not_count_and_offers_to_wait(browser, ines, omar):
    round = a_round("balloting")
    a_member("Newly Come", created_at=round.closes_at - timedelta(days=1))
    page = browser.sign_in(ines).open(f"/rounds/{round.slug}")
    assert "1 of 3 accounts would not count" in page
    page = page.click("Wait until they count").submit("Move the dates")
    assert "would not count" not in page
    assert round_to_change(round.slug).closes_at > now()


def test_only_keepers_are_told_how_many_accounts_are_too_new(browser, ines, omar):
    round = a_round("balloting")
    a_member("Newly Come", created_at=round.closes_at - timedelta(days=1))
    assert "would not count" not in browser.open(f"/rounds/{round.slug}")
    assert "would not count" not in browser.sign_in(omar).open(f"/rounds/{round.slug}")


def test_a_closed_round_says_nothing_of_accounts_too_new_any_more(browser, ines):
    round = a_round("closed")
    a_member("Newly Come", created_at=now())
    assert "would not count" not in browser.sign_in(ines).open(f"/rounds/{round.slug}")
