"""Strangers keep the record's checkpoints: by letters they asked for, and with one file that needs only Python."""

import importlib.util
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from governance.record import note
from governance.record.witness import RecordWitness
from governance.record.witnessing import forget_unconfirmed
from kernel import outbox
from kernel.database import db, transaction
from tests.governance.rewriting import behind_its_back, recorded, signed

CHECK = Path(__file__).parents[2] / "static" / "check_record.py"
WANDA = "wanda@witness.example"


@pytest.fixture
def check():
    spec = importlib.util.spec_from_file_location("check_record", CHECK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fetching(app):
    return lambda url: app.test_client().get(url.removeprefix("http://localhost")).get_data(as_text=True)


def words_of(letter):
    return letter.get_body(("plain",)).get_content()


def link_in(letter, end):
    return re.search(rf"http://localhost(/\S+{end})", words_of(letter)).group(1)


def became_witness(browser, mailbox, pace="day"):
    browser.open("/record/witnesses").submit("Send me the letter", email=WANDA, pace=pace)
    outbox.deliver_waiting()
    return browser.open(link_in(mailbox.to(WANDA)[-1], "/confirmation")).submit("Confirm")


def told(mailbox):
    outbox.deliver_waiting()  # the checkpoint, to its witnesses
    outbox.deliver_waiting()  # and each letter
    return [letter for letter in mailbox.to(WANDA) if "checkpoint over" in letter["Subject"]]


def test_a_witness_confirms_gets_each_days_checkpoint_and_stops_with_one_click(browser, mailbox, travel, app):
    assert "Thank you" in became_witness(browser, mailbox).text
    recorded()
    made = signed()
    assert [note.found_in(words_of(letter)) for letter in told(mailbox)] == [made.note]
    travel(timedelta(hours=2))
    recorded()
    signed()
    assert len(told(mailbox)) == 1
    travel(timedelta(hours=24))
    recorded()
    signed()
    assert len(told(mailbox)) == 2
    stop = link_in(told(mailbox)[-1], "/removal")
    assert "Stop being a witness" in browser.open(stop).text
    assert db.session.scalar(select(RecordWitness.id)) is not None
    assert app.test_client().post(stop).status_code == 200
    db.session.rollback()
    assert db.session.scalar(select(RecordWitness.id)) is None


def test_nobody_is_written_to_who_did_not_confirm(browser, mailbox, travel):
    browser.open("/record/witnesses").submit("Send me the letter", email=WANDA, pace="every")
    recorded()
    signed()
    assert told(mailbox) == []
    travel(timedelta(days=8))
    with transaction():
        forget_unconfirmed()
    assert db.session.scalar(select(RecordWitness.id)) is None


def test_a_witness_of_every_checkpoint_gets_every_one(plain_browser, mailbox):
    became_witness(plain_browser, mailbox, "every")
    for _ in range(3):
        recorded(1)
        signed()
    assert len(told(mailbox)) == 3


def test_what_is_no_address_is_refused_beside_its_field(browser):
    page = browser.open("/record/witnesses").submit("Send me the letter", email="nobody", pace="day", status=422)
    assert "does not look like an e-mail address" in page.text


def test_a_stranger_checks_the_whole_record_from_outside(app, check):
    recorded(5)
    kept = f"Dear Wanda,\n\n    {signed().text.replace(chr(10), chr(10) + '    ')}\nBye\n"
    recorded(4)
    signed()
    assert check.check("http://localhost", [kept], fetching(app)) == []


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ("UPDATE record_entry SET subject = 'round:9' WHERE seq = 2", "fingerprint that is shown"),
        ("DELETE FROM record_entry WHERE seq = 10", "speaks of 10 lines, and only 9 are there"),
        ("UPDATE record_checkpoint SET root = '" + "0" * 64 + "' WHERE size = 10", "has another root"),
        ("UPDATE record_checkpoint SET signature = '" + "0" * 128 + "' WHERE size = 10", "is not signed with a key"),
    ],
)
def test_the_strangers_check_tells_what_was_changed(app, check, edit, words):
    recorded(5)
    kept = signed().text
    recorded(4)
    signed()
    behind_its_back(edit)
    assert words in " ".join(check.check("http://localhost", [kept], fetching(app)))


def test_the_strangers_signature_check_agrees_with_the_vectors_of_rfc_8032(check):
    key = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
    mark = bytes.fromhex(
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )
    assert check.is_signed(key, b"\xaf\x82", mark)
    assert not check.is_signed(key, b"\xaf\x83", mark)
    assert not check.is_signed(key, b"\xaf\x82", mark[:-1] + b"\x0b")


def test_proofs_and_checkpoints_are_there_to_download(browser):
    page = browser.open("/record/checkpoints")
    assert "No checkpoint yet" in page.text
    recorded(3)
    signed()
    recorded(2)
    assert "too new to be signed" in browser.open("/record/6").text
    signed()
    page = browser.open("/record/2")
    assert "signed checkpoint over 6 lines" in page.text
    assert "proof that it holds the one before" in browser.open("/record/checkpoints").text
    assert "check_record.py" in browser.open("/record/how-to-check").text
