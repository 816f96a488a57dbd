"""The worker: what is posted reaches it over the configured queue, and a tick survives its own troubles."""

import threading
from urllib.parse import quote

import pytest
from sqlalchemy import select

from kernel import jobs
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage, deliver_waiting, delivers, post

arrived = threading.Event()


@delivers("test.bell")
def _ring():
    arrived.set()


@pytest.fixture
def worker(app, tmp_path):
    """A real worker over a queue of the engine's own kind: an SQLite file, or PostgreSQL."""
    arrived.clear()
    before, jobs_url = {name: app.config[name] for name in ("JOBS_URL", "DATA_DIR")}, ""
    if db.engine.dialect.name == "postgresql":
        url = db.engine.url
        jobs_url = f"postgresql://{url.username}@/{url.database}?host={quote(url.query['host'], safe='')}"
    app.config.update(JOBS_URL=jobs_url, DATA_DIR=tmp_path)
    queue = jobs.install(app, deliver_waiting)
    consumer = queue.create_consumer(workers=1, periodic=False, initial_delay=0.05, max_delay=0.1)
    consumer.start()
    yield queue
    consumer.stop(graceful=True)
    queue.storage.close()
    app.config.update(before)
    jobs.install(app, deliver_waiting)


# huey leaves its worker thread's PostgreSQL connection to the garbage collector, which warns.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_the_worker_delivers_what_an_act_posted_soon_after_its_commit(worker):
    with transaction():
        post("test.bell", key="bell:1")
    assert arrived.wait(10)


def test_one_part_of_a_tick_that_fails_does_not_stop_the_others(app, monkeypatch):
    did = []

    def broken():
        raise ValueError("half a round")

    monkeypatch.setattr(jobs, "_ticks", [lambda: did.append(1), broken, lambda: did.append(2)])
    failures = jobs.tick()
    assert did == [1, 2]
    assert len(failures) == 1
    assert "half a round" in failures[0]


def test_one_of_several_that_are_due_fails_alone_undone_and_reported(app, monkeypatch):
    def ring(number):
        post("test.bell", key=f"bell:{number}")
        db.session.flush()
        if number == 2:
            raise ValueError("the second bell")

    monkeypatch.setattr(jobs, "_ticks", [lambda: jobs.each([1, 2, 3], ring)])
    (failure,) = jobs.tick()
    assert "the second bell" in failure
    assert set(db.session.scalars(select(OutboxMessage.key))) == {"bell:1", "bell:3"}
    with pytest.raises(ValueError, match="the second bell"), transaction():
        jobs.each([2, 4], ring)
