"""No acknowledged support, ballot or pledge is lost, and no count is off, however often the server is killed: both engines."""

import random
import sys

import pytest

from tests.conftest import ENGINES
from tests.prove.ground import Ground
from tests.prove.launching import seconds_until_answering
from tests.prove.promises import Promises
from tests.prove.voices import speaking, until_answered


def one_life(launcher, ground, dice, promises):
    """Serve, let the voices act, and kill every process of the server at a random moment."""
    with launcher.server(ground.environ) as server, speaking(ground, server.port, dice, promises) as stop:
        until_answered(promises, dice.randint(10, 60), stop)
        stop.wait(dice.random() / 20)
        server.kill()


def judge(launcher, sites, folder, engine, kills, capsys):
    address = None if engine == "sqlite" else sites.address(engine, f"kills_{kills}")
    ground, dice, promises = Ground(folder, address), random.Random(7), Promises()
    for _ in range(kills):
        one_life(launcher, ground, dice, promises)
    seconds = seconds_until_answering(ground.environ)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{kills} kills on {engine}: {dict(promises.answers)} acknowledged; up again in {seconds:.1f} s\n"
        )
    assert seconds < 10
    assert ground.faults() == []
    assert promises.broken(ground.stored()) == {}
    assert promises.replaced("ballot") > 0


@pytest.mark.parametrize("engine", ENGINES)
def test_three_kills_under_load_lose_nothing_acknowledged(launcher, sites, tmp_path, capsys, engine):
    judge(launcher, sites, tmp_path, engine, 3, capsys)


@pytest.mark.prove
@pytest.mark.parametrize("engine", ENGINES)
def test_sixty_kills_under_load_lose_nothing_acknowledged(launcher, sites, tmp_path, capsys, engine):
    judge(launcher, sites, tmp_path, engine, 60, capsys)


def test_a_lost_support_a_lost_ballot_and_one_that_was_not_replaced_are_told():
    """The judge can fail."""
    promises = Promises()
    for thing, values in {
        ("support", 1, 2): [True],
        ("ballot", 1): [(3,), (3, 4)],
        ("ballot", 2): [(5,), (6,)],
    }.items():
        for value in values:
            promises.acknowledge(thing, promises.ask(thing, value))
    assert promises.ask(("ballot", 2), (7,)) == 2
    assert promises.broken({("ballot", 1): (3,), ("ballot", 2): (7,)}) == {
        ("support", 1, 2): (True, None),
        ("ballot", 1): ((3, 4), (3,)),
    }
