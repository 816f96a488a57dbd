"""No edit of what was recorded and signed goes unseen: not a row's, not a tree's, not a whole rewritten history."""

import random

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from governance.record.entry import FIRST_PREVIOUS, RecordEntry
from governance.record.spelling import covered, link
from governance.record.verifying import verify
from kernel.database import db, transaction
from tests.governance.byte_edits import missed_of
from tests.governance.rewriting import behind_its_back, recorded, recorded_by, signed


@pytest.mark.parametrize("table", ["record_entry", "record_checkpoint", "record_node"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET hash = hash", "REPLACE"])
def test_the_database_refuses_to_change_what_is_recorded(app, table, change):
    recorded()
    signed()
    column = "root = root" if table == "record_checkpoint" else "hash = hash"
    statement = change.format(table).replace("hash = hash", column)
    if change == "REPLACE":
        lite = app.extensions["sqlalchemy"].engine.dialect.name == "sqlite"
        statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}" if lite else f"TRUNCATE {table} CASCADE"
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(text(statement))
    assert verify().faults == []


def rewrite_everything():
    """What the owner of the database and of the code could do: another history, with every hash and root as it should be."""
    entries = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq)).all()
    rows, before = [], FIRST_PREVIOUS
    for entry in entries:
        db.session.expunge(entry)
        entry.prev_hash = before
        if entry.seq == 2:
            entry.payload = {**entry.payload, "slots": 99}
        entry.hash = before = link(covered(entry))
        rows.append(entry)
    told = RecordEntry.__table__
    columns = [column.name for column in told.c]
    behind_its_back(
        "DELETE FROM record_checkpoint",
        "DELETE FROM record_node",
        "DELETE FROM record_secret",
        "DELETE FROM record_entry",
        told.insert().values([{name: getattr(row, name) for name in columns} for row in rows]),
    )
    signed()


def test_an_owner_who_rewrites_everything_is_caught_by_an_older_checkpoint(app, tmp_path):
    recorded()
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(f"Dear witness,\n\n  {signed().text.replace(chr(10), chr(10) + '  ')}\nKeep this.\n")
    recorded()
    asked = ["record", "verify", "--checkpoint", str(kept)]
    assert app.test_cli_runner().invoke(args=asked).exit_code == 0
    rewrite_everything()
    assert verify().faults == []
    caught = app.test_cli_runner().invoke(args=asked)
    assert caught.exit_code == 1
    assert "your checkpoint: over 4 lines it has another root" in caught.output


def test_lines_cut_off_at_the_end_are_missed_by_the_checkpoint_over_them(app):
    recorded(5)
    signed()
    behind_its_back("DELETE FROM record_secret", "DELETE FROM record_entry WHERE seq >= 5")
    words = " ".join(str(fault) for fault in verify().faults)
    assert "the checkpoint over 6 lines speaks of more lines than the 4 that are there" in words


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE record_checkpoint SET size = 3",
        "UPDATE record_checkpoint SET origin = 'localhost/recorb'",
        "UPDATE record_checkpoint SET root = upper(root)",
        "UPDATE record_checkpoint SET signature = upper(signature)",
        "UPDATE record_checkpoint SET public_key = upper(public_key)",
        "UPDATE record_checkpoint SET at = replace(at, 'T', ' ')",
        "UPDATE record_checkpoint SET chain = '" + "0" * 64 + "'",
        "DELETE FROM record_node WHERE level = 1",
        "UPDATE record_node SET hash = '" + "0" * 64 + "' WHERE level = 2",
        "UPDATE record_node SET position = 9 WHERE level = 2",
        "INSERT INTO record_node (level, position, hash) VALUES (3, 0, '" + "0" * 64 + "')",
    ],
)
def test_no_edit_of_what_was_signed_goes_unseen(app, edit):
    recorded(3)
    signed()
    assert verify().faults == []
    behind_its_back(edit)
    assert verify().faults


def test_one_byte_anywhere_in_the_records_tables_is_found(app, ines, maya):
    recorded(3)
    with transaction():
        recorded_by(ines, maya)
    signed()
    assert missed_of(40, random.Random(7), lambda: verify().faults) == []
    assert verify().faults == []
