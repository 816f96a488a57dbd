"""The server's processes: one that dies is started again, none outlives the first, and a port has one site."""

import os
import signal

import pytest

from bench.serving import free_port
from tests.served import alive, descendants, post, served, start, until, whole


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small site, served."""
    with served(tmp_path_factory.mktemp("small")) as site:
        yield site


def test_whichever_process_dies_is_started_again_and_one_line_says_so(small):
    before = small.crew()
    for pid in (before.worker, before.web[0]):
        os.kill(pid, signal.SIGKILL)
    assert small.error("the worker died (signal 9); it is started again in 1 s")
    until(small.whole_crew)
    after = small.crew()
    assert after.server == before.server
    assert len({before.worker, after.worker, *before.web, *after.web}) == 5
    before = small.crew()
    os.kill(before.server, signal.SIGKILL)
    assert small.error("the server died (signal 9)")
    assert small.get("/")[0] == 200  # it waits at the port meanwhile
    assert not any(alive(pid) for pid in before.web)


def test_nobody_is_left_when_the_first_process_is_killed(tmp_path):
    with served(tmp_path) as site:
        all_of_them = descendants(site.running.pid)
        assert len(all_of_them) == 4
        site.running.kill()
        until(lambda: not any(alive(pid) for pid in all_of_them))


def test_it_stops_after_the_running_work_when_its_terminal_is_closed(tmp_path):
    with served(tmp_path) as site, site.line() as line:
        all_of_them = descendants(site.running.pid)
        line.sendall(post("/wait", 0))
        until((site.folder / "waiting").exists)
        site.running.send_signal(signal.SIGHUP)
        site.let_go(1)
        assert whole(line).endswith(b"went on")
        assert site.running.wait(20) == 0
        assert not any(alive(pid) for pid in all_of_them)


def test_a_port_has_one_site_and_a_second_start_says_so(small, tmp_path):
    second = start(small.port, tmp_path)
    out, err = second.communicate(timeout=20)
    assert (second.returncode, out) == (1, "")
    assert err == f"Commonmade cannot be served at http://127.0.0.1:{small.port}: Address already in use.\n"
    assert small.get("/")[0] == 200


def test_of_two_starts_at_once_one_serves(tmp_path):
    port = free_port()
    both = [start(port, tmp_path) for _ in range(2)]
    try:
        until(lambda: any(one.poll() is not None for one in both))
        loser, winner = sorted(both, key=lambda one: one.poll() is None)
        assert loser.returncode == 1
        assert winner.stdout.readline().startswith("Commonmade is at")
    finally:
        for one in both:
            one.terminate()
            one.communicate(timeout=20)


def test_what_is_stored_is_the_sites_alone(small):
    assert small.get("/umask")[1] == b"0o77"
