"""Event today: staff raise the limits in one network for some hours, and everybody of the staff sees it."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from kernel import flood
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken, Throttled
from kernel.throttle import Rate
from members.accounts.member import Role
from members.event_days.event_day import EventDay
from members.event_days.queries import is_event_at, open_events, widened_networks
from members.event_days.widening import begin_event, end_event, forget_events
from members.limits import TENFOLD, guard
from tests.browser import Browser
from tests.cast import a_member
from tests.members.joining import passes
from tests.statements import statements

HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def begin(actor, where="198.51.100.7", hours=4, reason="A workshop."):
    with transaction():
        return begin_event(actor, where, hours, reason)


@pytest.mark.settings(rate_limits=True)
def test_limits_are_ten_times_higher_in_its_network_and_nowhere_else(lite_app):
    begin(a_member("Ines Carvalho", role=Role.STAFF))
    assert passes([HERE] * 40) == 40
    assert passes([ELSEWHERE] * 40) == 30
    assert passes([HERE] * 25, "sign-in") == 25


@pytest.mark.settings(rate_limits=True)
def test_how_often_a_network_may_ask_is_ten_times_higher_too(lite_app):
    flood.widen(lite_app, TENFOLD, widened_networks)
    asked, few = [], flood.Limits(nearby=(Rate(3, 60),))

    def pages(address):
        with lite_app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
            for _ in range(40):
                flood.refuse_flood("page-of-an-event", few)
                asked.append(address)

    begin(a_member("Ines Carvalho", role=Role.STAFF))
    for address in (HERE, ELSEWHERE):
        with pytest.raises(Throttled):
            pages(address)
    assert (asked.count(HERE), asked.count(ELSEWHERE)) == (30, 3)


@pytest.mark.settings(rate_limits=True)
def test_those_that_guard_an_account_stay(lite_app):
    begin(a_member("Ines Carvalho", role=Role.STAFF), where=None)
    with pytest.raises(Throttled):
        for _ in range(11):
            guard("sign-in", HERE, "maya@people.example")


def test_staff_begin_it_where_they_are_and_end_it_again(app, browser, ines, ada):
    browser.client.environ_base["REMOTE_ADDR"] = HERE
    page = browser.sign_in(ines).open("/desk").click("Event today")
    page = page.submit("Raise the limits", {"Why": "Workshop at the library"})
    assert "in the network 198.51.100.0/24" in page
    assert is_event_at(["198.51.100.0/24"])
    desk = Browser(app).sign_in(ada).open("/desk")
    assert "ten times higher in the network 198.51.100.0/24" in desk
    assert f"set by {ines.name}: Workshop at the library" in desk
    page = desk.click("View or end it").submit("End it now")
    assert "Ended by" in page
    assert not is_event_at(["198.51.100.0/24"])
    assert "ten times higher" not in browser.open("/desk")


def test_it_is_over_by_itself(app, ines, travel):
    begin(ines, hours=24)
    travel(timedelta(hours=23, minutes=59))
    assert open_events()
    travel(timedelta(minutes=2))
    assert not open_events()
    travel(timedelta(days=31))
    with transaction():
        forget_events()
    assert db.session.query(EventDay).count() == 0


def test_several_networks_are_named_by_any_address_in_them(app, ines):
    rows = begin(ines, where="198.51.100.7, 203.0.0.0/17 2001:db8:1:2ff::1")
    assert [row.network for row in rows] == ["198.51.100.0/24", "203.0.0.0/16", "2001:db8:1:200::/56"]


@pytest.mark.parametrize(
    ("where", "hours", "reason"),
    [
        ("nonsense", 4, "x"),
        ("0.0.0.0/0", 4, "x"),
        ("::/0", 4, "x"),
        ("1.1.1.1 " * 6, 4, "x"),
        ("", 4, "x"),
        (None, 0, "x"),
        (None, 25, "x"),
        (None, 4, " "),
        (None, 4, "x" * 201),
    ],
)
def test_what_does_not_fit_is_told(app, ines, where, hours, reason):
    with pytest.raises(RuleBroken):
        begin(ines, where, hours, reason)


def test_what_runs_already_is_not_begun_a_second_time(lite_app):
    ines = a_member("Ines Carvalho", role=Role.STAFF)
    (event,) = begin(ines)
    with pytest.raises(RuleBroken, match="runs already"):
        begin(ines, reason="Another workshop.")
    assert [row.network for row in begin(ines, where="198.51.100.9 203.0.113.9")] == ["203.0.113.0/24"]
    begin(ines, where=None)
    with pytest.raises(RuleBroken, match="runs already"):
        begin(ines, where=None)
    with transaction():
        end_event(ines, event)
    assert begin(ines)


def test_all_that_does_not_fit_is_told_at_once_in_our_words(browser, ines):
    page = browser.sign_in(ines).open("/desk/event-today")
    page = page.submit("Raise the limits", {"Network": "", "Hours from now": "30", "Why": ""}, status=422)
    for words in ("Name a network, or tick “Everywhere”.", "From 1 to 24 hours.", "Say why."):
        assert words in page
    page = page.submit("Raise the limits", {"Network": "", "Hours from now": "two", "Why": "x"}, status=422)
    assert "Please enter a whole number." in page


def test_everywhere_is_ticked_and_never_an_empty_field(browser, ines):
    page = browser.sign_in(ines).open("/desk/event-today")
    ticked = {"Everywhere, whatever the network": "y", "Why": "A fair."}
    assert "ten times higher now everywhere" in page.submit("Raise the limits", ticked)
    assert widened_networks() == {None}


def test_a_day_is_the_longest_for_the_database_too(app, ines):
    with pytest.raises(IntegrityError), transaction():
        db.session.add(EventDay(network=None, reason="x", hours=25, by_id=ines.id))


def test_members_neither_begin_nor_end_one(app, maya, ines):
    with pytest.raises(Refused):
        begin(maya)
    (event,) = begin(ines)
    with pytest.raises(Refused), transaction():
        end_event(maya, event)


@pytest.mark.settings(rate_limits=False)
def test_nobody_asks_for_events_where_nothing_is_counted(lite_app):
    with statements() as sent:
        guard("sign-up", HERE)
    assert sent == []
