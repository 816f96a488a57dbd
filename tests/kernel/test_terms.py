"""What is kept for a while goes when its term is over, and not a day before."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kernel import jobs, outbox, paused, terms
from kernel.clock import now
from kernel.database import db, transaction
from kernel.idempotency import OnceKey
from kernel.outbox import OutboxMessage, delivers, post
from members.notices.notice import Notice, NoticeKind
from tests.cast import a_member

DAY = timedelta(days=1)


@delivers("test.term", "A test")
def _deliver(fails=False):
    if fails:
        raise ConnectionError


def a_delivered(_member):
    with transaction():
        post("test.term", key="delivered")
    outbox.deliver_waiting()
    return OutboxMessage


def a_given_up(_member):
    db.session.add(
        given := OutboxMessage(kind="test.term", key="given", payload={}, created_at=now(), due_at=now(), tries=12)
    )
    given.given_up_at = now()
    return OutboxMessage


def a_notice(member, read_at=None):
    db.session.add(
        Notice(
            member_id=member.id,
            kind=NoticeKind.ACCOUNT,
            key="k",
            words="News.",
            url="/me",
            created_at=now(),
            read_at=read_at,
        )
    )
    return Notice


def a_read_notice(member):
    return a_notice(member, read_at=now())


def a_once_key(_member):
    db.session.add(OnceKey(owner="o", key="k", asked="a", created_at=now()))
    return OnceKey


def a_pause(_member):
    db.session.add(paused.PausedAddress(address_hash="h", refused_at=now()))
    return paused.PausedAddress


@pytest.mark.parametrize(
    ("keep", "days"),
    [(a_delivered, 30), (a_given_up, 90), (a_notice, 365), (a_read_notice, 180), (a_once_key, 7), (a_pause, 90)],
)
def test_a_row_goes_at_the_end_of_its_term(lite_app, travel, keep, days):
    member = a_member("Maya Okafor")
    if keep is a_delivered:
        model = keep(member)
    else:
        with transaction():
            model = keep(member)

    def left():
        assert jobs.tick() == []
        ours = model.kind == "test.term" if model is OutboxMessage else True
        return db.session.scalar(select(func.count()).select_from(model).where(ours))

    travel(days * DAY - timedelta(hours=1))
    assert left() == 1
    travel(timedelta(hours=2))
    assert left() == 0


def test_a_tick_drops_no_more_than_a_part_of_what_is_over(lite_app, travel, monkeypatch):
    with transaction():
        db.session.add_all(OnceKey(owner="o", key=str(n), asked="a", created_at=now()) for n in range(5))
    travel(timedelta(days=8))
    with transaction():
        terms.drop(OnceKey, OnceKey.created_at < now(), most=3)
    assert db.session.scalar(select(func.count(OnceKey.id))) == 2


def test_the_old_address_goes_with_the_delivery_of_its_letter(lite_app):
    with transaction():
        post("letter.email-changed", key="email-changed:1", token_id=1)
    assert outbox.deliver_waiting() == 1
    assert db.session.scalars(select(OutboxMessage.payload)).one() == {}
