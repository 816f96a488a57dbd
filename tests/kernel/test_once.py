"""A form sent twice has one effect, whatever the reason it was sent twice."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from kernel.clock import now
from kernel.database import db, transaction
from kernel.idempotency import ANSWERED_WITHIN, OnceKey, forget_old
from members.accounts.member import Member
from tests.html import tokens_in
from tests.together import together

FIELDS = {"name": "Lena Moreau", "email": "lena@people.example", "password": "a lamp of oak and linen"}
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def form(app):
    """The tokens of one opened sign-up form, and a client that holds its cookie."""
    client = app.test_client()
    html = client.get("/sign-up").get_data(as_text=True)
    tokens = tokens_in(html)
    return client, tokens


def members():
    return db.session.scalar(select(func.count(Member.id)))


def test_a_retried_post_has_one_effect_and_the_same_answer(form):
    client, tokens = form
    first = client.post("/sign-up", data={**FIELDS, **tokens}, headers=OWN)
    again = client.post("/sign-up", data={**FIELDS, **tokens}, headers=OWN)
    assert (first.status_code, first.location) == (again.status_code, again.location) == (303, first.location)
    assert members() == 1


def test_the_same_form_with_other_words_is_refused_and_shows_them(form):
    client, tokens = form
    client.post("/sign-up", data={**FIELDS, **tokens}, headers=OWN)
    other = client.post("/sign-up", data={**FIELDS, **tokens, "name": "Somebody Else"}, headers=OWN)
    assert other.status_code == 422
    assert "Somebody Else" in other.get_data(as_text=True)
    assert members() == 1


def test_a_form_that_was_refused_can_be_mended_and_sent_with_its_key(form):
    client, tokens = form
    refused = client.post("/sign-up", data={**FIELDS, **tokens, "password": "short"}, headers=OWN)
    assert refused.status_code == 422
    assert client.post("/sign-up", data={**FIELDS, **tokens}, headers=OWN).status_code == 303
    assert members() == 1


def test_a_retry_waits_for_where_the_first_sending_led_but_not_when_nobody_will_note_it(form, app, monkeypatch):
    client, tokens = form
    guest = client.get_cookie("guest").value
    first = client.post("/sign-up", data={**FIELDS, **tokens}, headers=OWN)
    key = update(OnceKey).where(OnceKey.key == tokens["once"])

    def note(**changes):
        with transaction() as session:
            session.execute(key.values(**changes))

    def again():
        retrying = app.test_client()
        retrying.set_cookie("guest", guest)
        headers = {**OWN, "Referer": "http://localhost/sign-up"}
        return retrying.post("/sign-up", data={**FIELDS, **tokens}, headers=headers).location

    note(location=None)  # as it is before the first answer is noted, which comes while the retry waits
    monkeypatch.setattr("time.sleep", lambda seconds: together(app, lambda: note(location=first.location)))
    assert together(app, again) == [first.location]
    note(location=None, created_at=now() - ANSWERED_WITHIN)  # its server died before it noted that
    assert together(app, again) == ["http://localhost/sign-up"]
    assert members() == 1


def test_a_retry_waits_no_longer_when_the_clock_was_set_back_meanwhile(form, app, monkeypatch):
    client, tokens = form
    client.post("/sign-up", data={**FIELDS, **tokens}, headers=OWN)
    with transaction() as session:
        session.execute(update(OnceKey).values(location=None, created_at=now() + timedelta(hours=1)))
    looks = []

    def look(_seconds):
        looks.append(1)
        assert len(looks) < 5000, "it would wait for an hour"

    monkeypatch.setattr("time.sleep", look)
    monkeypatch.setattr("kernel.idempotency.ANSWERED_WITHIN", timedelta(seconds=0.1))
    headers = {**OWN, "Referer": "http://localhost/sign-up"}
    assert client.post("/sign-up", data={**FIELDS, **tokens}, headers=headers).location == "http://localhost/sign-up"


def test_keys_are_forgotten_after_a_week(form, travel):
    client, tokens = form
    client.post("/sign-up", data={**FIELDS, **tokens}, headers=OWN)
    for days, kept in ((6, 1), (2, 0)):
        travel(timedelta(days=days))
        with transaction():
            forget_old()
        assert db.session.scalar(select(func.count(OnceKey.id))) == kept
