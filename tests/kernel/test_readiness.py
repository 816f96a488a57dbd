"""A start on a database that is not fit for it ends in one sentence, or goes on by itself once it is."""

import threading
from itertools import count

import psycopg
import pytest
from flask_migrate import upgrade
from sqlalchemy import func, select, text

from app import create_app
from kernel import readiness
from kernel.alone import alone, take_time
from kernel.database import db
from kernel.readiness import NotReady, make_ready, newest
from members.accounts.member import Member
from tests.cast import a_member
from tests.conftest import ENGINES
from tests.outages import no_database

_number = count(1)


@pytest.fixture(params=ENGINES)
def bare(request, sites):
    """An application whose database has nothing in it."""
    made = create_app(sites.settings(request.param, f"bare_{next(_number)}"))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def words(app):
    with pytest.raises(NotReady) as refused:
        make_ready(app)
    return str(refused.value)


def waiting(act):
    """Start this in a thread; returns the thread once it runs."""
    thread = threading.Thread(target=act)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive(), "it did not wait"
    return thread


def stand_at(revision):
    """The tables as the models say, which is what an upgrade leaves (tests/migrations), marked with this revision."""
    db.create_all()
    with db.engine.begin() as connection:
        connection.execute(text("create table alembic_version (version_num varchar(32) primary key)"))
        connection.execute(text("insert into alembic_version values (:revision)"), {"revision": revision})


def test_a_database_without_tables_or_of_another_revision_is_refused_with_the_command_to_run(bare):
    assert "has no tables" in (told := words(bare))
    assert "flask --app app db upgrade" in told
    stand_at(newest())
    make_ready(bare)
    with db.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0001'"))
    assert f"needs {newest()}. Run: flask --app app db upgrade" in words(bare)


def leaves(group, *before):
    """Every command, as the words that call it."""
    for name, command in group.commands.items():
        yield from leaves(command, *before, name) if hasattr(command, "commands") else [(*before, name)]


def typed(app, *words):
    return app.test_cli_runner().invoke(args=[*words])


GIVEN = {
    "members grant": ("you@example.org", "--role", "admin"),
    "record forget": ("1",),
    "bank-account confirm": ("DE02120300000000202051",),
    "round import": (__file__, "--format", "wishlist", "--forum", "kitchen", "--slug", "one"),
    "round export": ("one", "--to", "/nowhere"),
    "reviews import": (__file__, "--product", "one"),
}


def test_every_command_on_such_a_database_ends_in_that_one_sentence(bare):
    commands = [words for words in leaves(bare.cli) if words[0] not in ("db", "serve", "worker")]
    assert len(commands) > 10
    for words in commands:
        given = GIVEN.get(" ".join(words), ())
        for more in (given, ("one",)):
            result = typed(bare, *words, *more)
            if result.exit_code != 2:  # 2 says that something else is to be typed
                break
        assert (result.exit_code, result.output) == (1, f"The database has no tables yet. {readiness.UPGRADE}\n"), words
    stand_at("0000")
    assert "stands at revision 0000" in typed(bare, "record", "verify").output
    assert typed(bare, "record", "verify", "--help").exit_code == 0


def test_a_command_asks_and_goes_on_where_the_tables_are_right(bare):
    stand_at(newest())
    assert "delivered 0" in typed(bare, "outbox", "run").output


def test_a_database_that_does_not_answer_is_waited_for_and_refused_in_the_end(app, monkeypatch, capsys):
    with monkeypatch.context() as hurried, no_database():
        hurried.setattr(readiness, "WAIT_SECONDS", 0.0)
        assert "does not answer" in words(app)
    with no_database():
        starting = waiting(lambda: make_ready(app))
    starting.join(20)
    assert not starting.is_alive()
    assert capsys.readouterr().err.count("waiting for it") == 1


def test_a_database_that_cannot_hold_every_letter_is_refused_by_every_command(sites):
    name = f"ascii_{next(_number)}"
    with psycopg.connect(f"host={sites.postgres_folder} user=postgres dbname=postgres", autocommit=True) as server:
        server.execute(f"create database {name} template template0 encoding 'SQL_ASCII' locale 'C'")
    settings = sites.settings("postgresql", f"utf8_{name}")
    address = settings.database_url.replace(f"utf8_{name}", name)
    app = create_app(type(settings)(**{**vars(settings), "database_url": address}))
    assert "createdb --encoding UTF8" in words(app)
    with app.app_context(), pytest.raises(NotReady, match="SQL_ASCII"):
        upgrade()


def test_the_second_of_two_upgrades_waits_and_finds_nothing_to_do(bare):
    done = []

    def again():
        with bare.app_context():
            upgrade()  # were there anything to do, it would fail on the tables that are there
            done.append(True)

    with alone(db.engine, "upgrade"):
        second = waiting(again)
        stand_at(newest())
    second.join(60)
    assert done
    assert db.session.scalar(text("select version_num from alembic_version")) == newest()


def test_an_upgrade_may_take_longer_than_a_page(sites):
    with create_app(sites.settings("postgresql", f"bare_{next(_number)}")).app_context():
        with alone(db.engine, "upgrade"), db.engine.connect() as usual, db.engine.connect() as unhurried:
            take_time(unhurried)
            assert usual.exec_driver_sql("show statement_timeout").scalar() == "15s"
            assert unhurried.exec_driver_sql("show statement_timeout").scalar() == "0"
        db.engine.dispose()


def test_the_second_of_two_tellings_of_the_demo_world_finds_somebody_there(app):
    told = []

    def seed():
        told.append(app.test_cli_runner().invoke(args=["seed", "--if-empty"]))

    with alone(db.engine, "seed"):
        second = waiting(seed)
        a_member("Maya", email="maya@people.example")
    second.join(60)
    assert told[0].exit_code == 0, told[0].output
    assert db.session.scalar(select(func.count(Member.id))) == 1
