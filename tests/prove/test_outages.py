"""The served site while its database is held, gone or full: readers go on where they can, every other answer is a whole 503,
and within a second of the end all is as before.
"""

import fcntl
import random
import resource
import threading
from contextlib import closing, contextmanager
from functools import partial

import pytest
from sqlalchemy import select, text

from kernel.database import db
from kernel.sqlite import driver
from members.sessions.session import MemberSession
from tests import postgres
from tests.prove.asking import Asking, act, ask, until_well
from tests.prove.ground import Ground
from tests.prove.launching import tree
from tests.prove.test_postgres_crashes import SAFE, crash

PAGES = ("/", "/rounds", "/health")
WRITERS, READERS = 8, 2


@pytest.fixture(scope="module")
def lite(launcher, tmp_path_factory):
    """A served site on SQLite; its ground and its server."""
    ground = Ground(tmp_path_factory.mktemp("outages"))
    with launcher.server(ground.environ) as server:
        yield ground, server


@contextmanager
def the_turn_held(ground):
    """Another process of the site, as a long import, that has the turn to write and does not give it back."""
    with open(f"{ground.file}.writers", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def a_strangers_transaction(ground):
    """A shell that was left open in the middle of a change."""
    with closing(driver.connect(ground.file, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        yield
        stranger.execute("ROLLBACK")


def held(ground, port, hold, seconds):
    """What writers and readers are told while somebody holds the database for so long."""
    dice = random.Random(11)
    writers = [partial(act, ground, port, dice)] * WRITERS
    cookie = f"sid={ground.cookies[ground.members[-1]]}"
    readers = [partial(ask, port, "/"), partial(ask, port, "/rounds", Cookie=cookie)]
    with hold(ground), Asking(*writers, *readers) as asking:
        threading.Event().wait(seconds)
        inside = [list(answers) for answers in asking.answers]
    back = until_well(port)
    assert act(ground, port, dice).status == 303
    return sum(inside[:WRITERS], []), sum(inside[WRITERS:], []), back


def judged(ground, port, hold, seconds):
    written, read, back = held(ground, port, hold, seconds)
    assert written
    assert [answer.faults() for answer in written if answer.faults()] == []
    assert max(answer.seconds for answer in written) < 6.5
    assert {answer.status for answer in read} == {200}
    assert max(answer.seconds for answer in read) < seconds / 2
    assert len(read) > 2 * seconds
    assert back < 1


def test_pages_are_read_while_another_process_has_the_turn_for_four_seconds(lite):
    judged(lite[0], lite[1].port, the_turn_held, 4)


@pytest.mark.prove
@pytest.mark.parametrize("hold", [the_turn_held, a_strangers_transaction])
def test_pages_are_read_while_somebody_holds_the_database_for_half_a_minute(lite, hold):
    judged(lite[0], lite[1].port, hold, 30)


def all_away(ground, port, pages=PAGES):
    """Every page, by guests and a member, and an act; what their answers lack."""
    cookie = f"sid={ground.cookies[ground.members[0]]}"
    answers = [ask(port, path, **who) for path in pages for who in ({}, {"Cookie": cookie}, {"HX-Request": "true"})]
    answers.append(act(ground, port, random.Random(3)))
    return [answer.faults() for answer in answers if answer.faults()]


def test_a_database_file_that_is_gone_is_a_503_and_nothing_is_made_in_its_place(launcher, tmp_path):
    ground = Ground(tmp_path)
    with launcher.server(ground.environ) as server:
        folder = tmp_path.rename(tmp_path.with_name("elsewhere"))
        try:
            found = all_away(ground, server.port)
        finally:
            folder.rename(tmp_path)
        assert found == []
        assert until_well(server.port) < 1
        assert act(ground, server.port, random.Random(3)).status == 303
    assert ground.faults() == []


def test_a_full_disk_stops_writing_alone_and_loses_nothing(lite):
    ground, server = lite
    dice = random.Random(5)
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in tree(server.pid)}
    for pid, (_, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, hard))
    written = [act(ground, server.port, dice) for _ in range(6)]
    read = [ask(server.port, path) for path in PAGES]
    for pid, limits in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
    refused = [answer for answer in written if answer.status != 303]  # who supports again writes nothing
    assert len(refused) > 2
    assert [answer.faults() for answer in refused if answer.faults()] == []
    assert {answer.status for answer in read} == {200}
    assert until_well(server.port) < 1
    assert act(ground, server.port, dice).status == 303
    assert ground.faults() == []


@pytest.fixture(scope="module")
def cluster():
    """A cluster of our own, since it is stopped; running."""
    with closing(postgres.Cluster()) as made:
        made.start(SAFE)
        yield made


@contextmanager
def rows_locked(ground):
    """A shell on PostgreSQL that was left open with everybody's rows locked."""
    with ground.app.app_context():
        with db.engine.connect() as stranger:
            for table in ("support", "ballot", "pledge", "campaign", "member_session"):
                stranger.execute(text(f"lock table {table} in share row exclusive mode"))
            yield
            stranger.rollback()
        db.engine.dispose()


def test_postgresql_stops_and_comes_back(launcher, cluster, tmp_path):
    ground = Ground(tmp_path, postgres.new_database(cluster.folder, "outages"))
    with launcher.server(ground.environ) as server:
        crash(cluster)
        assert all_away(ground, server.port) == []
        cluster.start(SAFE)
        assert until_well(server.port) < 1
        assert act(ground, server.port, random.Random(3)).status == 303
    assert ground.faults() == []


@pytest.mark.prove
def test_pages_are_read_while_somebody_holds_everybodys_rows_on_postgresql(launcher, cluster, tmp_path):
    ground = Ground(tmp_path, postgres.new_database(cluster.folder, "locked"))
    with launcher.server(ground.environ) as server:
        judged(ground, server.port, rows_locked, 8)
    assert ground.faults() == []


def test_last_seen_is_not_waited_for(lite):
    """Every member's page wants to note it; while somebody holds the turn it is left out."""
    ground, server = lite
    with ground.app.app_context():
        old = text("update member_session set last_seen_at = datetime(last_seen_at, '-10 minutes')")
        with db.engine.begin() as connection:
            connection.execute(old)
        assert db.session.scalar(select(MemberSession.id).limit(1))
        db.session.remove()
        db.engine.dispose()
    with the_turn_held(ground):
        cookie = f"sid={ground.cookies[ground.members[3]]}"
        answers = [ask(server.port, "/rounds", Cookie=cookie) for _ in range(5)]
    assert {answer.status for answer in answers} == {200}
    assert max(answer.seconds for answer in answers) < 2
