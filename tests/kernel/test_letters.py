"""Letters and the trouble with mail servers: nothing is lost, nothing is sent twice, and nobody else waits for it."""

import threading
from datetime import timedelta
from itertools import count
from pathlib import Path
from stat import S_IMODE

import pytest
from sqlalchemy import select

from kernel import given_up, outbox, paused, smtp
from kernel.database import db, transaction
from kernel.mail import send
from kernel.outbox import OutboxMessage, delivers, post
from tests.post_offices import mail_to, silent

_number = count(1)


@delivers("letter.test", "A test")
def _letter(to, name="witness"):
    send(name, to=to, key=f"test:{next(_number)}", asked_for=name == "witness", url="/")


def write(*addresses, **ids):
    """One letter to each, posted."""
    with transaction():
        for to in addresses:
            post("letter.test", key=f"test:{next(_number)}", to=to, **ids)


def rows():
    """All messages as they are stored now."""
    found = select(OutboxMessage).order_by(OutboxMessage.id).execution_options(populate_existing=True)
    return db.session.scalars(found).all()


def people(number):
    return [f"m{n}@people.example" for n in range(number)]


def test_many_letters_go_by_one_connection(office):
    write(*people(60))
    assert outbox.letters() == 60
    assert office.taken == people(60)
    assert office.connections == 1


@pytest.mark.parametrize("how", ["silently", "with 421"])
def test_a_server_that_hangs_up_after_each_letter_gets_them_all_once(office, how):
    office.hangs_up = how
    write(*people(5))
    assert outbox.letters() == 5
    assert (office.taken, office.connections) == (people(5), 5)


def test_a_silent_server_ends_the_run_and_costs_no_letter_a_try(lite_app, office, travel):
    write(*people(9))
    with silent() as url, mail_to(lite_app, url):
        assert outbox.letters() == 0
        assert outbox.letters() == 0
        assert [one.tries for one in rows()] == [0] * 9
        for _ in range(4):  # a day and more of a server that is down
            travel(timedelta(hours=8))
            outbox.letters()
        found = given_up.undelivered()
        assert (found.held_up, found.said.partition(":")[0]) == (9, "The mail server cannot be used")
    assert all(one.given_up_at is None for one in rows())
    travel(timedelta(minutes=1))
    assert outbox.letters() == 9
    assert sorted(office.taken) == people(9)


def test_a_server_that_drips_its_answers_is_cut_off(office, monkeypatch):
    monkeypatch.setattr(smtp, "LONGEST", 0.3)
    office.drips = threading.Event()
    write(*people(1))
    assert outbox.letters() == 0
    assert rows()[0].last_error.startswith("The mail server cannot be used")
    office.drips.set()
    assert outbox.letters() == 0  # due again in ten seconds


def test_a_server_that_failed_twice_is_left_alone_for_longer_each_time(lite_app, office, travel):
    office.refuses["MAIL"] = "421 closing"
    write(*people(3))
    for pause in (10, 20, 40):
        outbox.letters()
        before = office.connections
        travel(timedelta(seconds=pause - 1))
        assert outbox.letters() == 0
        assert office.connections == before
        travel(timedelta(seconds=1))
    office.refuses.clear()
    assert outbox.letters() + outbox.letters() == 3


@pytest.mark.parametrize("wanted", ["smtp://127.0.0.1:1", "{}?starttls=1", "smtps:{}", "smtp://me:secret@{}"])
def test_a_server_that_cannot_be_reached_as_asked_costs_no_letter_a_try(office, lite_app, wanted):
    there = office.url.removeprefix("smtp:") if wanted.startswith("smtps") else office.url
    url = wanted.format(there.removeprefix("smtp://") if "@" in wanted else there)
    write(*people(2))
    with mail_to(lite_app, url):
        assert outbox.letters() == 0
    assert [one.tries for one in rows()] == [0, 0]
    assert "secret" not in rows()[0].last_error


@pytest.mark.parametrize("answer", ["530 5.7.0 sign in first", "535 5.7.8 wrong password", "421 4.3.2 closing"])
def test_a_refused_login_is_the_servers_trouble_and_pauses_nobody(office, answer):
    office.refuses["MAIL"] = answer
    write(*people(3))
    assert outbox.letters() == 0
    assert [(one.tries, one.given_up_at) for one in rows()] == [(0, None)] * 3
    assert not paused.is_paused(people(1)[0])


@pytest.mark.parametrize(
    "answer", ["550 no such mailbox", "553 5.1.3 not an address", "550 5.2.1 m0@people.example left"]
)
def test_a_refused_address_ends_its_letter_at_once_and_gets_no_more(office, answer, travel):
    gone, here = people(2)
    office.refuses[gone] = answer
    write(gone, here, gone)
    assert outbox.letters() == 1
    refused, sent, skipped = rows()
    assert (office.taken, sent.payload) == ([here], {})
    assert refused.given_up_at
    assert answer[:3] in refused.last_error
    assert gone not in refused.last_error
    assert (skipped.last_error, skipped.payload) == (paused.COME_BACK, {})
    assert [one.id for one in db.session.scalars(given_up.given_up())] == [refused.id]
    office.refuses.clear()
    travel(timedelta(days=31))
    write(gone)
    assert outbox.letters() == 1
    assert not paused.is_paused(gone)


def test_a_refused_letter_ends_and_its_address_gets_the_next_one(office):
    office.refuses["DATA"] = "552 5.3.4 too big"
    write(*people(1))
    assert outbox.letters() == 0
    assert rows()[0].given_up_at
    assert not paused.is_paused(people(1)[0])


@pytest.mark.parametrize("answer", ["451 later", "452 4.2.2 full", "550 5.7.1 relaying denied"])
def test_what_may_pass_is_tried_again_and_holds_up_no_other_letter(office, answer):
    first, second = people(2)
    office.refuses[first] = answer
    write(first, second)
    assert outbox.letters() == 1
    waiting = rows()[0]
    assert (waiting.tries, waiting.given_up_at, office.taken) == (1, None, [second])
    assert first not in waiting.last_error


def test_an_address_that_the_server_cannot_spell_ends_at_once(office):
    write("jörg@people.example")
    outbox.letters()
    assert rows()[0].given_up_at
    assert paused.is_paused("Jörg@people.example")


def test_who_asks_for_a_letter_gets_it_an_hour_after_a_refusal(office, travel):
    (gone,) = people(1)
    with transaction():
        db.session.add(paused.PausedAddress(address_hash=paused.hash_of(gone), refused_at=outbox.now()))
    write(gone)
    assert outbox.letters() == 0
    travel(timedelta(hours=2))
    write(gone)  # a witness's letter is one that somebody asks for
    assert outbox.letters() == 1
    assert not paused.is_paused(gone)


def test_staff_try_again_what_was_refused_and_what_they_put_aside(office):
    (gone,) = people(1)
    office.refuses[gone] = "550 no such mailbox"
    write(gone)
    outbox.letters()
    (refused,) = rows()
    with transaction():
        given_up.dismiss(refused.id)
    assert not db.session.scalars(given_up.given_up()).all()
    assert db.session.scalars(given_up.given_up(aside=True)).all()
    office.refuses.clear()
    with transaction():
        given_up.try_again(refused.id)
    assert outbox.letters() == 1
    assert office.taken == [gone]


def test_two_runs_at_once_send_each_letter_once(office, lite_app):
    write(*people(40))

    def run():
        with lite_app.app_context():
            outbox.letters()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert sorted(office.taken) == sorted(people(40))


def test_letters_that_a_run_had_no_time_for_are_given_back(office, monkeypatch):
    monkeypatch.setattr(outbox, "RUN_SECONDS", 0.0)
    write(*people(3))
    assert outbox.letters() == 0
    monkeypatch.setattr(outbox, "RUN_SECONDS", 30.0)
    assert outbox.letters() == 3


def test_letters_in_a_folder_are_for_the_sites_own_user_alone(lite_app, capfd):
    write(*people(1))
    assert outbox.letters() == 1
    (letter,) = Path(lite_app.config["DATA_DIR"], "mail").iterdir()
    assert S_IMODE(letter.stat().st_mode) == 0o600
    assert capfd.readouterr().err == ""


def test_letters_to_the_console_are_printed(lite_app, capfd):
    with mail_to(lite_app, "console:"):
        write(*people(1))
        assert outbox.letters() == 1
    assert people(1)[0] in capfd.readouterr().err
