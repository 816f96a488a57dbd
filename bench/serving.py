"""Granian as `flask serve` starts it, on a port of its own, for the site or for the floors."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from kernel.serving import command_line, served_environ

SECRET = "bench only: 41c9e0d7a85b36f2b7d8"  # noqa: S105
OPTIONS = ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "--no-ws"]


def environment(folder, name, **more):
    """The settings under which a world is served."""
    database = f"sqlite:///{Path(folder, name)}.sqlite"
    own = {"SECRET_KEY": SECRET, "DATA_DIR": str(folder), "DATABASE_URL": database, "MAIL_URL": "folder:"}
    return {**os.environ, **own, "RATE_LIMITS": "off", "SITE_URL": "http://127.0.0.1", **more}


def free_port():
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _start(command, environ):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # letters are told there too
    return subprocess.Popen(command, env=environ, **quiet)  # noqa: S603  (our own words only)


@contextmanager
def served(factory, environ, worker=False):
    """Serve this factory; yields the port and a function that tells the memory of all its processes in MB."""
    port = free_port()
    if worker:
        command, environ = command_line("127.0.0.1", port, 2), served_environ("127.0.0.1", port, environ)
    else:
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", factory]
        command = [*granian, "--host", "127.0.0.1", "--port", str(port), *OPTIONS]
    running = _start(command, environ)
    try:
        wait(port, running)
        yield port, lambda: _memory(running.pid)
    finally:
        running.terminate()
        running.wait(30)


def wait(port, process):
    """Return once the server answers; raise when it died or took a minute."""
    for _ in range(1200):
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as line:
                line.request("HEAD", "/health")
                line.getresponse()
            return
        except (OSError, HTTPException):
            if process.poll() is not None:
                raise RuntimeError("the server did not start") from None
            time.sleep(0.05)
    raise RuntimeError("the server did not answer in a minute")


def _memory(pid):
    """Proportional memory of a process and its children: shared pages are counted once."""
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    children = tasks.read_text().split() if tasks.exists() else []
    return _own_memory(pid) + sum(_memory(int(child)) for child in children)


def _own_memory(pid):
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
