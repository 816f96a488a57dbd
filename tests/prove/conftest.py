"""What proofs share: one program that forks servers to be killed; and the site served by two processes, on each engine."""

from itertools import count

import pytest

from kernel.database import db
from tests.cast import a_member
from tests.conftest import ENGINES
from tests.prove.launching import Launcher
from tests.prove.served_twice import ServedTwice

_number = count(1)


@pytest.fixture(scope="package", params=ENGINES)
def ground(request, sites, tmp_path_factory):
    """The site of the races on each engine in turn; every test makes rounds of its own on it."""
    database = sites.address(request.param, f"races_{next(_number)}")
    with ServedTwice(tmp_path_factory.mktemp("races"), database) as served:
        yield served


@pytest.fixture
def author(ground):
    """Somebody who proposes; and a session that holds nothing of an earlier test."""
    db.session.remove()
    number = next(_number)
    return a_member(f"Author {number}", email=f"author{number}@people.example")


@pytest.fixture(scope="session")
def launcher():
    """Forks a server whenever one is asked for."""
    running = Launcher()
    yield running
    running.close()
