"""The test site itself: both engines, empty for each test, no way out to the network."""

import socket
from datetime import timedelta

import pytest
from sqlalchemy import text

from kernel.clock import now
from kernel.database import db


def test_each_engine_answers(app, request):
    engine = request.node.callspec.params["site"]
    assert db.engine.dialect.name == engine
    assert db.session.execute(text("select 1")).scalar_one() == 1


def test_the_network_is_off():
    with pytest.raises(RuntimeError, match="network is off"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_clock_can_be_moved(travel):
    before = now()
    travel(timedelta(days=3))
    assert now() - before >= timedelta(days=3)


def test_the_cast_is_there_and_gone_after_each_test(maya, ines, ada, lena, rolf):
    assert maya.id == 1
    assert [ines.is_staff, ada.is_admin, lena.is_confirmed, rolf.is_suspended] == [True, True, False, True]
