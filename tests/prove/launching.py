"""`python -m tests.prove.launching`: loads the site once and forks a whole server for each line it reads, so that sixty
servers do not cost sixty imports. What is forked is what `flask serve` runs: the server's processes and the worker.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from bench.serving import free_port, wait
from kernel import serving

ROOT = Path(__file__).parent.parent.parent


def main():
    """A line of JSON in (environ, port, watching), a line with the process's number out; until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    import_module("app")
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _serve(asked)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _serve(asked):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.environ.update(asked["environ"])
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silent, stream)
    if asked["watching"]:
        serving.SITE = "tests.prove.watching:for_serving"
    os._exit(serving.serve("127.0.0.1", asked["port"], 2))


class Launcher:
    """The program above, and the servers it forked."""

    def __init__(self):
        command = [sys.executable, "-m", "tests.prove.launching"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._running = subprocess.Popen(command, cwd=ROOT, **pipes)

    def close(self):
        """End the program."""
        self._running.stdin.close()
        self._running.wait(20)
        self._running.stdout.close()

    @contextmanager
    def server(self, environ, watching=False):
        """A server that answers; yields it. All its processes are killed in the end, if they are not yet."""
        port = free_port()
        asked = {"environ": environ, "port": port, "watching": watching}
        self._running.stdin.write(json.dumps(asked) + "\n")
        self._running.stdin.flush()
        served = Served(int(self._running.stdout.readline()), port)
        try:
            wait(port, served)
            yield served
        finally:
            served.kill()


class Served:
    """One server by the number of its first process."""

    def __init__(self, pid, port):
        self.pid, self.port, self._alive = pid, port, True

    def poll(self):
        """None while it runs, as of a subprocess."""
        return None if Path(f"/proc/{self.pid}").exists() else 1

    def kill(self):
        """kill -9 of every process of it at once, parents first so that nobody is started anew; returns when all are gone."""
        if self._alive:
            self._alive = False
            kill_at_once(tree(self.pid))


def tree(pid):
    """This process and all its descendants, parents first."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text().split()
    ]  # fmt: skip
    return [pid, *(one for child in children for one in tree(child))]


def kill_at_once(pids):
    """kill -9 of these, in this order; returns when the last is gone."""
    handles = []
    for pid in pids:
        with suppress(ProcessLookupError):
            handles.append(os.pidfd_open(pid))
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for handle in handles:
        select.select([handle], [], [], 20)
        os.close(handle)


def seconds_until_answering(environ):
    """Start the server as an operator does, wait until its front page comes, and end it; how long that took."""
    port, begun = free_port(), time.monotonic()
    command = serving.command_line("127.0.0.1", port, 2)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    running = subprocess.Popen(command, env={**os.environ, **environ}, cwd=ROOT, **quiet)
    try:
        wait(port, running)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
            assert page.status == 200
        return time.monotonic() - begun
    finally:
        kill_at_once(tree(running.pid))
        running.wait(20)


if __name__ == "__main__":
    main()
