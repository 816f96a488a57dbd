"""The record only grows, each line is chained to the one before, and any edit behind its back is found."""

import json
import threading

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from governance.record.canonical import canonical
from governance.record.entry import FIRST_PREVIOUS, RecordEntry
from governance.record.erasing import erase
from governance.record.pseudonyms import pseudonym_of
from governance.record.recording import record
from governance.record.verifying import verify
from kernel.database import db, transaction
from members.accounts.member import Member
from tests.governance.rewriting import behind_its_back
from tests.together import together

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")


def recorded(number=3):
    with transaction():
        for n in range(1, number + 1):
            record("round.opened", f"round:{n}", words=f"Round {n} opened – “Ärmel”.", slots=n, picked=[n, n + 1])


def test_lines_are_numbered_without_gaps_and_chained(app):
    recorded()
    lines = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq)).all()
    assert [line.seq for line in lines] == [1, 2, 3]
    assert [line.prev_hash for line in lines] == [FIRST_PREVIOUS, lines[0].hash, lines[1].hash]
    assert verify().faults == []
    assert verify().last_hash == lines[-1].hash


def test_a_transaction_that_fails_leaves_no_gap(app):
    recorded(1)
    with pytest.raises(TypeError, match="no single spelling"), transaction():
        record("round.opened", "round:x", slots=record("round.opened", "round:y").seq / 3)
    recorded(1)
    assert db.session.scalar(select(func.max(RecordEntry.seq))) == 2
    assert verify().faults == []


@pytest.mark.parametrize("statement", ["UPDATE record_entry SET kind = 'x'", "DELETE FROM record_entry"])
def test_the_database_refuses_to_change_a_line(app, statement):
    recorded()
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(text(statement))
    assert verify().faults == []


@pytest.mark.parametrize(
    ("edit", "faults"),
    [
        ("UPDATE record_entry SET subject = 'round:9' WHERE seq = 2", {2}),
        ("UPDATE record_entry SET payload = '{}' WHERE seq = 2", {2}),
        ("DELETE FROM record_entry WHERE seq = 2", {2}),
        (f"UPDATE record_entry SET prev_hash = '{'1' * 64}' WHERE seq = 3", {3}),
        (f"UPDATE record_entry SET hash = '{'1' * 64}' WHERE seq = 2", {2, 3}),
    ],
)
def test_an_edit_behind_its_back_is_found(app, edit, faults):
    recorded()
    behind_its_back(edit)
    assert {fault.seq for fault in verify().faults} == faults


def test_writers_at_the_same_time_take_turns(app):
    barrier = threading.Barrier(6)

    def write(number):
        with app.app_context():
            barrier.wait()
            with transaction():
                record("round.opened", f"round:{number}")
            db.session.remove()

    threads = [threading.Thread(target=write, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = verify()
    assert (found.lines, found.faults) == (6, [])


def test_the_command_names_the_line_that_was_changed(app):
    recorded()
    sound = app.test_cli_runner().invoke(args=["record", "verify"])
    assert (sound.exit_code, "3 lines, none changed" in sound.output) == (0, True)
    behind_its_back("UPDATE record_entry SET subject = 'round:9' WHERE seq = 2")
    spoiled = app.test_cli_runner().invoke(args=["record", "verify"])
    assert spoiled.exit_code == 1
    assert "line 2 does not say what it said" in spoiled.output


def test_one_content_has_one_spelling():
    assert canonical({"b": 1, "a": ["é", True, None]}) == b'{"a":["\xc3\xa9",true,null],"b":1}'
    assert canonical(json.loads(json.dumps({"a": (1, 2)}))) == canonical({"a": (1, 2)})
    with pytest.raises(TypeError, match="no single spelling"):
        canonical({"a": [1.5]})
    with pytest.raises(TypeError, match="must be text"):
        canonical({1: "a"})


def test_anybody_reads_the_record_and_filters_it(browser):
    recorded(35)
    page = browser.open("/record")
    assert "Round 35 opened" in page.text
    assert "Round 5 opened" not in page.text
    page = page.click("Older →")
    assert "Round 5 opened" in page.text
    page = page.click("Round 5 opened – “Ärmel”.")
    assert "round:5" in page.text
    page = page.click("round:5")
    assert "Round 5 opened" in page.text
    assert "Round 4 opened" not in page.text


def test_an_empty_record_says_what_belongs_there(browser):
    assert "Nothing recorded yet" in browser.open("/record").text


@pytest.mark.parametrize(
    ("kind", "subject", "payload", "words", "path"),
    [
        ("round.counted", "round:a", {"words": "Done.", "url": "/rounds/a/result"}, "Done.", "/rounds/a/result"),
        ("concept.rejected", "concept:9", {"title": "Lamp"}, "Concept rejected: “Lamp”", "/concepts/9"),
        (
            "round.finalists-frozen",
            "round:a",
            {},
            "These concepts went to the ballot, each in exactly this version.",
            "/rounds/a",
        ),
        ("account.set", "payments", {"url": "javascript:1"}, "It was set to which account pledges are paid.", ""),
    ],
)
def test_a_line_says_what_it_tells_and_leads_to_what_it_is_about(kind, subject, payload, words, path):
    line = RecordEntry(kind=kind, subject=subject, payload=payload)
    assert (line.words, line.path) == (words, path)


def test_a_line_names_its_actor_by_role_and_pseudonym_only(app, ines, maya):
    with transaction():
        entry = record("account.set", "payments", {"why": "they asked"}, actor=ines, iban_ends="1234")
        about = record("member.suspended", f"member:{pseudonym_of(maya)}", actor=ines)
    assert (entry.actor_role, len(entry.actor), about.actor) == ("staff", 32, entry.actor)
    assert pseudonym_of(maya) != pseudonym_of(ines)
    assert about.subject == f"member:{pseudonym_of(maya)}"
    assert verify().opened == 2


def test_what_was_forgotten_leaves_every_line_valid(app, ines, maya):
    with transaction():
        record("account.set", "payments", {"why": "they asked"}, actor=ines)
        record("vote.held", "round:a", {"member": maya.id, "reason": "one-target"}, actor=ines)
        record("vote.held", "round:a", {"member": maya.id + 10, "reason": "one-target"})
        gone = pseudonym_of(maya)
    last = verify().last_hash
    with transaction():
        assert erase(maya.id) == 1
        assert erase(ines.id) == 1
    found = verify()
    assert (found.faults, found.erased, found.opened) == ([], 2, 1)
    assert last in [entry.hash for entry in db.session.scalars(select(RecordEntry))]
    with transaction():
        assert pseudonym_of(maya) != gone


def test_a_private_part_that_names_several_goes_with_each_of_them(app, ines, maya):
    with transaction():
        for members in ([maya.id, ines.id], [ines.id, maya.id], [ines.id], [maya.id * 1000 + 1, ines.id]):
            record("vote.held", "round:a", {"finding": maya.id, "members": members}, reason="one-target")
    with transaction():
        assert erase(maya.id) == 2
    assert verify().faults == []


def test_a_pseudonym_given_to_somebody_else_is_found(app, ines, maya, omar):
    with transaction():
        record("account.set", "payments", actor=ines)
        record("member.suspended", f"member:{pseudonym_of(maya)}", {"member": maya.id})
    for was in (ines.id, maya.id):
        behind_its_back(f"UPDATE record_pseudonym SET member_id = {omar.id} WHERE member_id = {was}")
        assert verify().faults
        behind_its_back(f"UPDATE record_pseudonym SET member_id = {was} WHERE member_id = {omar.id}")
    assert verify().faults == []


def test_two_who_record_somebodys_first_pseudonym_at_once_do_not_wait_for_each_other(app, ines):
    begun, ines_id, on_postgresql = threading.Event(), ines.id, db.engine.dialect.name == "postgresql"

    def after_another_line():
        with transaction():
            record("round.opened", "round:a")
            begun.set()
            while on_postgresql and not db.session.scalar(WAITING):
                pass
            record("round.opened", "round:b", actor=db.session.get(Member, ines_id))

    def at_once():
        begun.wait(5)
        with transaction():
            record("round.opened", "round:c", actor=db.session.get(Member, ines_id))

    assert together(app, after_another_line, at_once) == [None, None]
    assert verify().faults == []


@pytest.mark.parametrize("query", ["day=9999-12-31", "day=0001-01-01", "kind=%00", "subject=a%00b"])
def test_an_odd_address_is_answered(app, query):
    recorded(1)
    assert app.test_client().get(f"/record?{query}").status_code == 200


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE record_secret SET salt = upper(salt)",
        "UPDATE record_secret SET private = replace(private, '0', '1')",
        "UPDATE record_secret SET private = replace(private, ':', ': ')",
        "UPDATE record_pseudonym SET pseudonym = replace(pseudonym, substr(pseudonym, 1, 1), 'x')",
        "UPDATE record_entry SET commitment = ''",
        "UPDATE record_entry SET at = replace(at, 'T', ' ')",
        "UPDATE record_entry SET payload = replace(payload, ':', ': ')",
        "UPDATE record_entry SET actor_role = 'admin'",
    ],
)
def test_what_was_committed_to_cannot_be_swapped(app, ines, edit):
    with transaction():
        record("account.set", "payments", {"amount": 1000}, actor=ines, iban_ends="1234")
    assert verify().faults == []
    behind_its_back(edit)
    assert verify().faults


@pytest.mark.parametrize("table", ["record_secret", "record_pseudonym"])
def test_what_may_be_erased_may_not_be_altered(app, ines, table):
    with transaction():
        record("account.set", "payments", actor=ines)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(text(f"UPDATE {table} SET {'salt = salt' if 'secret' in table else 'pseudonym = pseudonym'}"))
