"""What is posted is delivered once it is stored, once only, and never lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kernel import outbox
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage, deliver_waiting, delivers, post

arrived = []
troubles = []


@delivers("test.parcel", "A test")
def _deliver(number):
    if troubles:
        raise ConnectionError(troubles.pop())
    arrived.append(number)


@pytest.fixture(autouse=True)
def _nothing_yet():
    arrived.clear()
    troubles.clear()


def messages():
    return db.session.scalars(select(OutboxMessage).execution_options(populate_existing=True)).all()


def test_a_message_is_delivered_after_its_act_is_stored(app):
    with transaction():
        post("test.parcel", key="parcel:1", number=1)
        assert arrived == []
    assert deliver_waiting() == 1
    assert arrived == [1]
    assert deliver_waiting() == 0


def test_a_message_of_an_act_that_failed_is_never_delivered(app):
    with pytest.raises(ZeroDivisionError), transaction():
        post("test.parcel", key="parcel:1", number=1)
        1 / 0  # noqa: B018
    assert deliver_waiting() == 0
    assert messages() == []


def test_posting_the_same_key_twice_delivers_once(app):
    for _ in range(2):
        with transaction():
            post("test.parcel", key="parcel:1", number=1)
    deliver_waiting()
    assert arrived == [1]


def test_a_failed_delivery_waits_longer_each_time_and_then_succeeds(app, travel):
    with transaction():
        post("test.parcel", key="parcel:1", number=1)
    troubles.extend(["still down", "down"])
    assert deliver_waiting() == 0
    assert [one.last_error for one in messages()] == ["ConnectionError: down"]
    first_wait = messages()[0].due_at - now()
    travel(timedelta(hours=2))
    assert deliver_waiting() == 0
    assert messages()[0].due_at - now() > first_wait
    travel(timedelta(hours=2))
    assert deliver_waiting() == 1
    assert arrived == [1]


def test_after_twelve_failures_a_message_is_given_up_visibly(app, travel):
    with transaction():
        post("test.parcel", key="parcel:1", number=1)
    for _ in range(outbox.TRIES):
        troubles.append("gone for good")
        deliver_waiting()
        travel(timedelta(hours=2))
    assert messages()[0].given_up_at is not None
    assert deliver_waiting() == 0


def test_a_message_that_somebody_is_delivering_is_left_to_them(app):
    with transaction():
        post("test.parcel", key="parcel:1", number=1)
    with transaction() as session:
        session.scalars(select(OutboxMessage)).one().due_at = now() + outbox.LEASE
    assert deliver_waiting() == 0


def test_nobody_can_post_what_nobody_delivers(app):
    with pytest.raises(LookupError), transaction():
        post("test.unknown", key="x")
