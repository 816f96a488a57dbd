"""The worker: what is posted reaches it over the configured queue, and a tick survives its own troubles."""

import logging
import os
import pickle
import threading
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select

from kernel import jobs, lanes, outbox
from kernel.database import db, transaction
from kernel.heartbeat import beats
from kernel.outbox import OutboxMessage, deliver_waiting, delivers, post
from kernel.wake_queue import queue_for

arrived = threading.Event()


class Evil:
    """What a pickle may hold: reading it runs this."""

    def __init__(self, folder):
        self.folder = str(folder)

    def __reduce__(self):
        return os.mkdir, (self.folder,)


@delivers("test.bell", "A test")
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
    jobs.install(app, deliver_waiting)
    queue = jobs.queue_of(app)
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


def test_what_somebody_else_wrote_into_the_queue_is_not_run(tmp_path):
    queue = queue_for("", tmp_path)
    for word in (
        pickle.dumps(Evil(tmp_path / "ran")),
        b"[1]",
        b"{}",
        b'["1", "os.system", null, 0, 0, 0, ["true"], {}]',
    ):
        queue.storage.enqueue(word)
        with pytest.raises(Exception):  # noqa: B017, PT011  (whatever says that this is no job of ours)
            queue.dequeue()
    assert not (tmp_path / "ran").exists()
    queue.storage.close()


def test_a_job_comes_out_of_the_queue_as_it_went_in(tmp_path):
    queue = queue_for("", tmp_path)
    done = queue.task(name="deliver")(lambda: None)
    later = datetime(2030, 1, 2, 3, 4, 5)  # noqa: DTZ001  (huey keeps moments without a zone)
    done.schedule(eta=later)
    task = queue.dequeue()
    assert (type(task).__name__, task.eta - later) in {("deliver", timedelta(hours=n)) for n in range(-14, 15)}
    queue.storage.close()


def test_what_failed_in_a_tick_is_logged_as_the_error_it_was_so_that_an_outage_is_one_line(
    lite_app, monkeypatch, caplog
):
    monkeypatch.setattr(jobs, "_ticks", [lambda: 1 / 0])
    lane = jobs._clock(lite_app)
    lane._act()
    (line,) = [line for line in caplog.records if line.getMessage().startswith("tick failed")]
    assert line.exc_info[0] is ZeroDivisionError
    assert lane.trouble.endswith("ZeroDivisionError: division by zero")


def test_a_lane_that_hangs_is_named_in_the_log_and_one_that_fails_goes_on(lite_app, monkeypatch, caplog):
    free, again, said = threading.Event(), threading.Event(), threading.Event()
    tries = []

    def hang():
        free.wait(20)
        return 0

    def fail():
        tries.append(1)
        if len(tries) > 2:
            again.set()
            return 0
        raise ValueError("the first two times")

    monkeypatch.setattr(lanes, "WATCH_EVERY", 0.02)
    monkeypatch.setattr(lanes, "HANGS_AFTER", 0.05)
    listening = logging.Handler()
    listening.emit = lambda line: said.set() if "clock has hung" in line.getMessage() else None
    lite_app.logger.addHandler(listening)
    both = [lanes.Lane(lite_app, "clock", hang), lanes.Lane(lite_app, "errands", fail, pause=lambda: 0.01)]
    lanes.start(lite_app, both, lambda: "ideas.x.close_due")
    assert again.wait(20)
    assert said.wait(20)
    free.set()
    lanes.stop(both, 20)
    lite_app.logger.removeHandler(listening)
    assert "the worker's errands failed" in caplog.text
    assert "at ideas.x.close_due" in caplog.text


def test_the_clock_ticks_and_errands_are_run_while_a_mail_server_hangs(lite_app, monkeypatch):
    ticked, done, hangs = threading.Event(), threading.Event(), threading.Event()

    @delivers("test.errand", "A test")
    def errand():
        done.set()

    @delivers("letter.test-that-hangs", "A test")
    def letter():
        hangs.set()
        assert ticked.wait(20)
        assert done.wait(20)

    with transaction():
        post("letter.test-that-hangs", key="hangs")
    clock = jobs._clock(lite_app)
    errands, letters = (lanes.Lane(lite_app, act.__name__, act) for act in (outbox.errands, outbox.letters))
    monkeypatch.setattr(jobs, "_ticks", [ticked.set])
    lanes.start(lite_app, [letters], lambda: "")
    assert hangs.wait(20)
    with transaction():
        post("test.errand", key="errand")
    lanes.start(lite_app, [clock, errands], lambda: "")
    assert done.wait(20)
    assert ticked.wait(20)
    lanes.stop([clock, errands, letters], 20)
    assert None not in set(db.session.scalars(select(OutboxMessage.delivered_at)))
    assert {"clock", "errands"} <= beats().keys()
