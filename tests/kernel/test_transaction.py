"""One transaction a request: stored whole or not at all, never inside another, writers in turn."""

import threading

import pytest
from sqlalchemy import select

from kernel import sqlite
from kernel.clock import now
from kernel.database import after_commit, db, lock, transaction
from kernel.outbox import OutboxMessage


def a_message(key):
    return OutboxMessage(kind="x", key=key, payload={}, created_at=now(), due_at=now(), tries=0)


def keys():
    return sorted(db.session.scalars(select(OutboxMessage.key)))


def test_all_of_it_is_stored_or_nothing(app):
    with pytest.raises(ValueError, match="no"), transaction() as session:
        session.add(a_message("lost"))
        session.flush()
        raise ValueError("no")
    with transaction() as session:
        session.add(a_message("kept"))
    assert keys() == ["kept"]


def test_acts_never_open_a_transaction_of_their_own(app):
    with transaction(), pytest.raises(RuntimeError, match="inside"), transaction():
        pass


def test_what_waits_for_the_commit_runs_after_it_and_only_then(app):
    said = []
    with transaction() as session:
        session.add(a_message("one"))
        after_commit(lambda: said.append(keys()))
        assert said == []
    assert said == [["one"]]
    with pytest.raises(ValueError, match="no"), transaction():
        after_commit(lambda: said.append("never"))
        raise ValueError("no")
    assert said == [["one"]]


def test_what_fails_after_the_commit_undoes_nothing_and_stops_nothing_else(app, caplog):
    said = []
    with transaction() as session:
        session.add(a_message("stored"))
        after_commit(lambda: said.append(1 / 0))
        after_commit(lambda: said.append("later"))
    assert said == ["later"]
    assert keys() == ["stored"]
    assert "ZeroDivisionError" in caplog.text


def test_a_locked_row_is_read_afresh_and_no_increment_is_lost(app):
    with transaction() as session:
        session.add(a_message("count"))

    def add_one():
        with app.app_context():
            for _ in range(10):
                message = db.session.scalars(select(OutboxMessage)).one()
                with transaction():
                    lock(message)
                    message.tries += 1
            db.session.remove()

    threads = [threading.Thread(target=add_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.scalars(select(OutboxMessage.tries)).one() == 80


def test_a_naive_moment_is_refused(app):
    message = a_message("naive")
    message.due_at = now().replace(tzinfo=None)
    with pytest.raises(Exception, match="naive datetime"), transaction() as session:
        session.add(message)


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_the_site_refuses_an_sqlite_with_the_log_race(version, sound):
    if sound:
        sqlite.refuse_faulty(version)
    else:
        with pytest.raises(RuntimeError, match="corrupt"):
            sqlite.refuse_faulty(version)


def test_the_sqlite_that_runs_here_is_sound():
    sqlite.refuse_faulty()


def test_a_database_survives_a_power_cut_by_its_settings(app):
    if db.engine.dialect.name != "sqlite":
        assert "synchronous_commit" not in str(
            app.config["SQLALCHEMY_ENGINE_OPTIONS"]
        )  # its own default is the safe one
        return
    for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)):
        assert db.session.execute(db.text(f"pragma {pragma}")).scalar() == value
