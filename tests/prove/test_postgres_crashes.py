"""PostgreSQL itself is killed under load, every process at once, and comes back with all that the site has acknowledged. With
durability turned down the same test must find losses, or it would prove nothing.
"""

import random
import sys
import urllib.request
from contextlib import closing

import pytest

from tests import postgres
from tests.prove.ground import Ground
from tests.prove.launching import kill_at_once, tree
from tests.prove.promises import Promises
from tests.prove.voices import speaking, until_answered

SAFE = ("listen_addresses=", "max_connections=60", "fsync=on", "synchronous_commit=on", "full_page_writes=on")
# What is acknowledged then lies in the server's memory for up to three times wal_writer_delay.
UNSAFE = (*SAFE, "synchronous_commit=off", "wal_writer_delay=10s")


@pytest.fixture(scope="module")
def cluster():
    """A cluster of our own, since it is killed; not running."""
    with closing(postgres.Cluster()) as made:
        yield made


def crash(cluster):
    """kill -9 of the postmaster and all its children."""
    kill_at_once(tree(cluster.running.pid))
    cluster.running.wait(20)


def crashed(launcher, cluster, folder, settings, crashes):
    """A site through so many crashes of its database: what it promised, and what was lost of that."""
    cluster.start(settings)
    ground = Ground(folder, postgres.new_database(cluster.folder, f"crash_{len(settings)}_{crashes}"))
    dice, promises = random.Random(5), Promises()
    with launcher.server(ground.environ) as server:
        for _ in range(crashes):
            with speaking(ground, server.port, dice, promises) as stop:
                until_answered(promises, dice.randint(10, 60), stop)
                stop.wait(dice.random() / 20)
                crash(cluster)
            cluster.start(settings)
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/", timeout=20) as page:
                assert page.status == 200, "the site does not come back by itself"
    faults, broken = ground.faults(), promises.broken(ground.stored())
    crash(cluster)
    return faults, broken


def test_two_crashes_of_postgresql_lose_nothing_acknowledged(launcher, cluster, tmp_path):
    assert crashed(launcher, cluster, tmp_path, SAFE, 2) == ([], {})


@pytest.mark.prove
def test_twelve_crashes_of_postgresql_lose_nothing_acknowledged(launcher, cluster, tmp_path):
    assert crashed(launcher, cluster, tmp_path, SAFE, 12) == ([], {})


def test_with_durability_turned_down_a_crash_loses_what_was_acknowledged(launcher, cluster, tmp_path, capsys):
    """The test can fail."""
    faults, broken = crashed(launcher, cluster, tmp_path, UNSAFE, 1)
    with capsys.disabled():
        sys.stdout.write(f"\nsynchronous_commit=off: {len(broken)} acknowledged acts lost in one crash\n")
    assert faults == []
    assert broken
