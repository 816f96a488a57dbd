"""Guests' pages keep coming while others drip, do not read and upload: as `make run` serves, and on gunicorn behind nginx."""

import asyncio
import sys

import pytest

from tests.prove import behind_nginx
from tests.prove.ground import Ground
from tests.prove.slow import Crowd, publish_much

DRIPS, IDLERS, UPLOADS, SECONDS = 200, 50, 40, 40


def judge(capsys, crowd, name):
    """Let them all come, and say how the guests fared."""
    took = sorted(asyncio.run(crowd.while_guests_visit(SECONDS)))
    p95, worst = took[int(len(took) * 0.95)], took[-1]
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: {len(took)} visits, p95 {p95 * 1000:.0f} ms, worst {worst * 1000:.0f} ms\n")
    assert set(crowd.stored) == {b"303"}
    assert p95 < 1
    assert worst < 3


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    """A small world with a large file; pages are kept for two seconds, as they are by default."""
    world = Ground(tmp_path_factory.mktemp("slow"))
    del world.environ["PAGE_CACHE_SECONDS"]
    publish_much(world)
    return world


@pytest.mark.prove
def test_slow_visitors_cost_the_others_nothing(launcher, ground, capsys):
    with launcher.server(ground.environ) as server:
        crowd = Crowd(ground, server.port, DRIPS, IDLERS, UPLOADS)
        judge(capsys, crowd, "granian")
        assert crowd.given_up >= DRIPS  # each at least once


@pytest.mark.prove
def test_nor_do_they_with_gunicorn_behind_nginx(ground, tmp_path, capsys):
    with behind_nginx.served(ground.environ, tmp_path) as port:
        judge(capsys, Crowd(ground, port, DRIPS, IDLERS, UPLOADS), "gunicorn behind nginx")
