"""Writers wait their turn, but never for ever, and never so many that nobody could read."""

import fcntl
import os
import random
import resource
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import create_engine

from kernel import line as lines
from kernel.database import db
from kernel.file_lock import FileLock
from kernel.line import Busy, WaitingLine
from kernel.sqlite import driver, writers_turn

THREADS = 4


def soon(seconds):
    return time.monotonic() + seconds


class Crowd:
    """Threads that come into a line and note how it went."""

    def __init__(self):
        self.line, self.told, self.threads = WaitingLine(), [], []
        self.go = threading.Event()

    def come(self, until, **where):
        def wait():
            try:
                self.line.enter(until, **where)
            except Busy:
                self.told.append("busy")
                return
            self.go.wait(20)
            self.told.append("in")
            self.line.leave()

        self.threads.append(thread := threading.Thread(target=wait))
        thread.start()

    def end(self):
        self.go.set()
        for thread in self.threads:
            thread.join(20)


@contextmanager
def crowd():
    gathered = Crowd()
    yield gathered
    gathered.end()


def until(condition):
    """Wait for what another thread is about to do."""
    for _ in range(20_000):
        if condition():
            return
        threading.Event().wait(0.0005)
    raise AssertionError("it never came")


def test_who_waits_for_a_turn_gives_up_in_time_and_leaves_no_trace():
    line = WaitingLine()
    line.enter(soon(1))
    with pytest.raises(Busy):
        line.enter(soon(0.02))
    line.leave()
    line.enter(soon(0.02))
    line.leave()


def test_the_last_thread_of_a_process_does_not_wait_in_a_line_that_stands_still():
    with crowd() as gathered:
        for waiting in range(THREADS - 1):
            gathered.come(soon(30), threads=THREADS)
            until(lambda there=waiting: gathered.line._inside + len(gathered.line._waiting) == there + 1)
        begun = time.monotonic()
        with pytest.raises(Busy):
            gathered.line.enter(soon(30), threads=THREADS)
        with pytest.raises(Busy):
            gathered.line.enter(soon(30), threads=THREADS)
        assert time.monotonic() - begun < 2 * lines.STILL, "the second is refused at once"
    assert gathered.told == ["in"] * (THREADS - 1)


def test_all_may_wait_in_a_line_that_moves():
    with crowd() as gathered:
        for _ in range(THREADS):
            gathered.come(soon(30), threads=THREADS)
        until(lambda: len(gathered.line._waiting) == THREADS - 1)
    assert gathered.told == ["in"] * THREADS


@pytest.mark.parametrize(("config", "shared"), [({}, 2), ({"SHARED_THREADS": 4}, 4), ({"SHARED_THREADS": None}, None)])
def test_only_threads_that_answer_pages_and_acts_alike_are_kept_free_to_read(config, shared):
    """Where readers have threads of their own, every writer may wait its time."""
    site = Flask("app")
    site.config.update(THREADS=2, **config)
    with site.test_request_context():
        assert lines.shared_threads() == shared
    with site.app_context():
        assert lines.shared_threads() is None


def test_all_threads_that_only_write_may_have_a_turn_at_once():
    site, turn = Flask("app"), lines.Turn()
    site.config.update(THREADS=2, SHARED_THREADS=None)
    with site.test_request_context(), ExitStack() as held:
        for _ in range(3 * THREADS):
            held.enter_context(turn.held(seconds=0.05))


def test_no_turn_is_lost_when_waiters_give_up_at_the_moment_they_are_let_in():
    line, inside, most, dice = WaitingLine(), [], [], random.Random(7)
    numbers, stop = count(), soon(1.5)

    def come_and_go(patience):
        while time.monotonic() < stop:
            try:
                line.enter(soon(patience * dice.random()))
            except Busy:
                continue
            inside.append(next(numbers))
            most.append(len(inside))
            inside.pop()
            line.leave()

    threads = [threading.Thread(target=come_and_go, args=(10.0**-exponent,)) for exponent in (3, 4, 5, 3, 4, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert max(most) == 1
    assert (line._inside, len(line._waiting)) == (0, 0)
    line.enter(soon(0.1))


@pytest.fixture
def held(tmp_path):
    """A lock file that another process holds until told to stop."""
    path = str(tmp_path / "writers")
    code = "import fcntl,sys; f=open(sys.argv[1],'w'); fcntl.flock(f,2); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        yield path, holder
        holder.kill()


def test_a_lock_that_another_process_holds_is_waited_for_and_no_longer_than_allowed(held):
    path, holder = held
    lock = FileLock(path)
    for _ in range(2):
        with pytest.raises(Busy):
            lock.take(soon(0.05))
    holder.kill()
    lock.take(soon(10))
    lock.give_back()


def test_a_lock_that_comes_when_nobody_wants_it_any_more_is_free_for_others(held):
    path, holder = held
    lock = FileLock(path)
    with pytest.raises(Busy):
        lock.take(soon(0.02))
    holder.kill()
    until(lambda: lock._asker is None)
    other = os.open(path, os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with pytest.raises(Busy):
        lock.take(soon(0.02))
    os.close(other)
    lock.take(soon(10))
    lock.give_back()


def test_no_writer_waits_for_one_that_found_no_file_handle_left(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'site.sqlite'}", module=driver)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        with pytest.raises(OSError, match="Too many open files"), writers_turn(engine):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    done = []

    def write():
        with writers_turn(engine):
            done.append(True)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    writer.join(10)
    assert done == [True]


def test_pages_are_read_while_a_stranger_holds_the_databases_own_lock(lite_app):
    """Such as a shell that was left open in the middle of a change: a note that can be left out does not wait for it twice."""
    lite_app.test_client().get("/")
    with closing(driver.connect(db.engine.url.database, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(Exception, match="locked"), writers_turn(db.engine), db.engine.connect() as connection:
            connection.exec_driver_sql("delete from brand")
        begun = time.monotonic()
        with pytest.raises(Busy), writers_turn(db.engine, seconds=0.1):
            pass
        assert lite_app.test_client().get("/").status_code == 200
        assert time.monotonic() - begun < 2
        stranger.execute("ROLLBACK")
