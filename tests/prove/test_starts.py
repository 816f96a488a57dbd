"""What an operator types, each a process of its own: twice at once, on an unfit database, and while the database is away."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from bench.serving import environment, free_port, wait
from kernel.readiness import newest
from kernel.sqlite import driver
from members.accounts.member import Member
from tests import postgres
from tests.conftest import ENGINES
from tests.prove.asking import ask, until_well

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.prove


@pytest.fixture(scope="module")
def cluster():
    """A cluster of our own, since it is stopped; running."""
    with closing(postgres.Cluster()) as made:
        made.start()
        yield made


@pytest.fixture(params=ENGINES)
def environ(request, cluster, tmp_path):
    """The settings of a site whose database has nothing in it."""
    name = f"starts_{time.monotonic_ns()}"
    more = {"DATABASE_URL": postgres.new_database(cluster.folder, name)} if request.param == "postgresql" else {}
    return environment(tmp_path, "starts", **more)


def typed(environ, *words, output=subprocess.STDOUT):
    """Start what an operator types."""
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": output, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True, **pipes)


def ended(*running):
    """(exit code, last line said) of each."""
    said = [one.communicate(timeout=300)[0].strip().splitlines() for one in running]
    return [(one.returncode, lines[-1] if lines else "") for one, lines in zip(running, said, strict=True)]


def engine_of(environ):
    sqlite = environ["DATABASE_URL"].startswith("sqlite")
    return create_engine(environ["DATABASE_URL"], **({"module": driver} if sqlite else {}))


def test_two_upgrades_and_two_first_starts_at_once_give_one_world(environ):
    upgrades = ended(*(typed(environ, "db", "upgrade") for _ in range(2)))
    assert [code for code, _ in upgrades] == [0, 0], upgrades
    seeds = ended(*(typed(environ, "seed", "--if-empty") for _ in range(2)))
    assert sorted(bool(said) for code, said in seeds if code == 0) == [False, True], (
        "one tells, the other finds it told"
    )
    engine = engine_of(environ)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select version_num from alembic_version").scalar() == newest()
        assert (
            connection.scalar(select(func.count(Member.id))) == len(set(connection.scalars(select(Member.name)))) > 100
        )
    engine.dispose()


@pytest.mark.parametrize("words", [("serve", "--port", "0"), ("worker",)], ids=["serve", "worker"])
def test_an_empty_database_ends_in_one_sentence(environ, words):
    started = typed(environ, *words)
    said = started.communicate(timeout=60)[0].strip().splitlines()
    assert (started.returncode, len(said)) == (1, 1), said
    assert said[0].endswith("Run: flask --app app db upgrade")


def test_a_command_without_a_database_ends_in_one_sentence(environ):
    environ["DATABASE_URL"] = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    started = typed(environ, "clock", "tick")
    said = started.communicate(timeout=60)[0].strip().splitlines()
    assert started.returncode == 1
    assert "Traceback" not in "\n".join(said)


def test_an_outage_of_five_seconds_writes_a_line_a_second_and_process(cluster, tmp_path):
    environ = environment(
        tmp_path, "log", PAGE_CACHE_SECONDS="0", DATABASE_URL=postgres.new_database(cluster.folder, "logged")
    )
    assert ended(typed(environ, "db", "upgrade"))[0][0] == 0
    port, log = free_port(), tmp_path / "log"
    with log.open("w") as output:
        running = typed(environ, "serve", "--port", str(port), output=output)
        try:
            wait(port, running)
            until_well(port)
            cluster.running.send_signal(signal.SIGINT)
            cluster.running.wait(20)
            assert cluster.running.poll() is not None
            before, begun = len(log.read_text().splitlines()), time.monotonic()
            statuses = [ask(port, "/health").status for _ in _for(5)]
            cluster.start()
            seconds = time.monotonic() - begun
            assert until_well(port) < 1
        finally:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(30)
            running.stdout.close()
    lines = log.read_text().splitlines()[before:]
    assert set(statuses) == {503}, (statuses, lines)
    assert len(statuses) > 100
    assert 1 <= len(lines) <= 3 * (seconds + 1), "two server processes and the worker"
    assert not [line for line in lines if "Traceback" in line]


def _for(seconds):
    until, pause = time.monotonic() + seconds, threading.Event()
    while time.monotonic() < until:
        yield pause.wait(0.01)
