"""One key signs the record: made once, read by the site alone, and changed only where the record says so."""

import stat

import pytest
from sqlalchemy import select

from governance.record import checkpointing, ours
from governance.record.entry import RecordEntry
from governance.record.verifying import verify
from kernel.database import db
from kernel.readiness import NotReady
from tests.governance.rewriting import recorded, signed


@pytest.fixture
def another_key(app):
    """Change the site's key; the test's end puts the old one back."""
    path = app.config["DATA_DIR"] / "record_key"
    recorded()
    signed()
    before = path.read_text()
    yield lambda: path.write_text("ab" * 32)
    path.write_text(before)


def test_a_key_that_did_not_sign_the_newest_checkpoint_signs_nothing(app, another_key, caplog):
    recorded()
    before = signed()
    another_key()
    recorded()
    assert signed().size == before.size
    assert "not the one that signed" in caplog.text
    with pytest.raises(NotReady, match="record new-key"):
        ours.refuse_another_key()
    assert verify().faults == []


def test_a_new_key_takes_over_by_command_alone_and_the_record_says_so(app, another_key):
    recorded()
    before = signed()
    assert app.test_cli_runner().invoke(args=["record", "new-key"]).exit_code == 1
    another_key()
    done = app.test_cli_runner().invoke(args=["record", "new-key"])
    assert done.exit_code == 0, done.output
    newest = checkpointing.newest()
    assert newest.size == before.size + 1
    assert newest.public_key != before.public_key
    assert not checkpointing.is_signed_by_another_key()
    recorded(1)
    assert signed().size == newest.size + 1
    assert verify().faults == []


def test_the_key_is_made_once_and_only_the_site_reads_it(app):
    recorded()
    signed()
    path = app.config["DATA_DIR"] / "record_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_text()
    recorded()
    signed()
    assert path.read_text() == before
    assert [entry.kind for entry in db.session.scalars(select(RecordEntry))].count("record.key-begun") == 1


@pytest.mark.parametrize("command", ["record checkpoint", "outbox run", "clock tick"])
def test_a_command_without_the_sites_address_neither_signs_nor_sends(app, command):
    at_home = app.config["SITE_URL"]
    app.config["SITE_URL"] = "https://community.osier.example"
    recorded()
    before = signed()
    recorded()
    app.config["SITE_URL"] = at_home
    done = app.test_cli_runner().invoke(args=command.split())
    assert done.exit_code == 1
    assert "SITE_URL=https://community.osier.example" in f"{done.output}{done.exception}"
    assert checkpointing.newest().size == before.size


def test_a_site_that_moves_to_another_public_address_signs_on(app, monkeypatch):
    monkeypatch.setitem(app.config, "SITE_URL", "https://community.osier.example")
    recorded()
    signed()
    monkeypatch.setitem(app.config, "SITE_URL", "https://osier.example/community")
    recorded()
    done = app.test_cli_runner().invoke(args=["record", "checkpoint"])
    assert done.exit_code == 0, done.output
    assert checkpointing.newest().origin == "osier.example/community/record"
