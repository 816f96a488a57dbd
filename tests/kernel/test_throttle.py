"""Tries are counted in the database, whatever becomes of the request; what guards a password is closed on failure."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from kernel.clock import now
from kernel.database import db, transaction
from kernel.line import Busy
from kernel.rules import RuleBroken, Throttled
from kernel.throttle import (
    Rate,
    ThrottleCount,
    check,
    check_all,
    check_groups,
    forget_old,
    give_back,
    lift,
    network,
    networks,
)

pytestmark = pytest.mark.settings(rate_limits=True)


def passes(times, name="try", key="a", limit=5, seconds=60):
    passed = 0
    for _ in range(times):
        try:
            check(name, key, limit, seconds)
            passed += 1
        except Throttled:
            pass
    return passed


def test_so_many_pass_and_no_more(app):
    assert passes(9) == 5


def test_a_refusal_says_how_long_to_wait(app):
    passes(5)
    with pytest.raises(Throttled) as throttled:
        check("try", "a", 5, 60)
    assert 0 < throttled.value.retry_after <= 61


def test_another_key_or_name_has_its_own_count(app):
    assert passes(5) == 5
    assert passes(5, key="b") == 5
    assert passes(5, name="other") == 5


def test_time_gives_tries_back_bit_by_bit(app, travel):
    assert passes(5) == 5
    travel(timedelta(seconds=61))
    assert passes(5) < 5, "the last window still counts in part"
    travel(timedelta(seconds=121))
    assert passes(5) == 5


def test_all_rates_of_a_try_are_counted(app):
    both = [("hour", "a", Rate(3, 3600)), ("minute", "a", Rate(2, 60))]
    check_all(both)
    check_all(both)
    with pytest.raises(Throttled):
        check_all(both)
    assert {row.hits for row in db.session.query(ThrottleCount)} == {2}, "the refused one is not counted"


def test_refused_tries_do_not_make_the_wait_longer(app, travel):
    assert passes(200) == 5
    travel(timedelta(seconds=121))
    assert passes(1) == 1


def test_a_try_given_back_may_be_made_again(app):
    tries = [("hour", "a", Rate(3, 3600)), ("minute", "a", Rate(2, 60))]
    for _ in range(9):
        check_all(tries)
        give_back(tries)
    give_back(tries)
    assert {row.hits for row in db.session.query(ThrottleCount)} == {0}, "never fewer than none"


def test_a_try_is_given_back_to_the_window_it_was_made_in(app, travel):
    made = now()
    check("try", "a", 5, 3600)
    travel(timedelta(minutes=61))
    give_back([("try", "a", Rate(5, 3600))], at=made)
    rows = db.session.query(ThrottleCount).all()
    assert [row.hits for row in rows] == [0]


def test_a_lifted_count_begins_anew(app):
    assert passes(5) == 5
    assert passes(5, key="b") == 5
    lift([("try", "a", Rate(5, 60))])
    assert passes(5) == 5
    assert passes(1, key="b") == 0


def test_a_group_refuses_only_when_all_of_it_are_over(app):
    def tries(share):
        return [[("all", "all", Rate(2, 3600)), ("share", share, Rate(1, 3600))]]

    check_groups(tries("a"))
    check_groups(tries("a"))
    with pytest.raises(Throttled):
        check_groups(tries("a"))
    check_groups(tries("b"))
    with pytest.raises(Throttled):
        check_groups(tries("b"))


def test_no_key_is_stored_in_clear(app):
    check("sign-in", "maya@people.example", 5, 60)
    assert "maya" not in db.session.query(ThrottleCount).one().key


def test_a_refused_act_still_counted_as_a_try(app):
    for _ in range(2):
        check("act", "a", 2, 60)
        with pytest.raises(RuleBroken), transaction():
            raise RuleBroken("no")
    assert passes(1, name="act", limit=2) == 0


def test_counting_inside_a_transaction_is_a_mistake_that_shows(app):
    with transaction(), pytest.raises(RuntimeError):
        check("act", "a", 2, 60)


def test_many_at_once_get_exactly_the_limit(app):
    passed = []

    def run():
        with app.app_context():
            passed.append(passes(5, limit=20, seconds=3600))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(passed) == 20


def test_the_connection_waits_for_the_disk_again_afterwards(app):
    check("try", "a", 5, 60)
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        else:
            source = "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'"
            assert connection.exec_driver_sql(source).scalar() != "session"


def _gone(statement):
    raise OperationalError(statement, {}, Exception("the server is gone"))


def _busy(_statement):
    raise Busy


@pytest.fixture(params=[_gone, _busy])
def counts_away(app, request):
    """Nobody can store a count now: the database is away, or the turn to write does not come."""

    def fail(conn, cursor, statement, *_):
        if "throttle_count" in statement:
            request.param(statement)

    event.listen(db.engine, "before_cursor_execute", fail)
    yield
    event.remove(db.engine, "before_cursor_execute", fail)


def test_what_is_told_after_an_act_never_makes_it_a_failure(app, counts_away):
    give_back([("try", "a", Rate(5, 60))])
    lift([("try", "a", Rate(5, 60))])


def test_without_counts_reading_goes_on_and_passwords_get_a_quarter(app, counts_away, request):
    for _ in range(20):
        check("search", "a", 5, 60)
    passed = 0
    for _ in range(20):
        try:
            check("sign-in", request.node.name, 20, 60, closed=True)
            passed += 1
        except Throttled:
            pass
    assert passed == 5


def test_old_windows_are_forgotten(app, travel):
    passes(3)
    travel(timedelta(minutes=3))
    with transaction():
        forget_old()
    assert db.session.query(ThrottleCount).count() == 0


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("nonsense", "unknown"),
        (None, "unknown"),
    ],
)
def test_neighbours_share_a_limit(address, shared):
    assert network(address) == shared


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("192.0.2.77", ["192.0.2.0/24", "192.0.0.0/16"]),
        ("2001:db8:1:2ff::1", ["2001:db8:1:200::/56", "2001:db8:1::/48"]),
        ("nonsense", ["unknown"]),
    ],
)
def test_a_wider_neighbourhood_shares_a_limit_too(address, shared):
    assert networks(address) == shared


@pytest.mark.settings(rate_limits=False)
def test_limits_can_be_switched_off_for_measuring(app):
    assert passes(50) == 50
