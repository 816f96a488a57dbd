"""`python -m kernel.serving`: the server and the worker side by side, stopped together.

The site is loaded once and then forked, so that all processes share the memory of what was loaded. Nothing is open yet at
that moment but the port: no connection, no thread. Who has the port is the site; a second start is refused.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from threading import Event
from types import FrameType
from typing import Any

from kernel import jobs
from kernel.gateway.gateway import Gateway
from kernel.processes import Kept, end_with_parent

SITE = "app:for_serving"
GRACE_SECONDS = 20
BACKLOG = 1024
MOST_CONNECTIONS = 2000  # in each server process; more wait to be accepted
UNREAD_MS = 30_000  # how long a visitor may take nothing of what was sent before the kernel drops the connection
LARGEST_HEAD = 64 * 1024


def command_line(host: str, port: int, workers: int) -> list[str]:
    """How to run this module as a process of its own."""
    return [sys.executable, "-m", "kernel.serving", host, str(port), str(workers)]


def served_environ(host: str, port: int, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings of a served site: when nobody set its address, letters link to where it is served.

    Two memory arenas are enough for threads that take turns; the default of eight a core holds on to what they freed.
    """
    return {"SITE_URL": f"http://{_near(host)}:{port}", "MALLOC_ARENA_MAX": "2", **environ}


def serve(host: str, port: int, workers: int) -> int:
    """Run until TERM, HUP or Ctrl-C, or until the server cannot even begin; returns the exit code."""
    os.umask(0o077)  # what is stored is the site's alone
    try:
        listener = listening(host, port)
    except OSError as refused:
        sys.stderr.write(f"Commonmade cannot be served at http://{host}:{port}: {os.strerror(refused.errno or 0)}.\n")
        return 1
    module, _, factory = SITE.partition(":")
    site = getattr(import_module(module), factory)()
    told = _told_to_stop()
    server = Kept("server", partial(answer_requests, site, listener, workers))
    worker = Kept("worker", partial(_do_jobs, site))
    if _answers(server, _near(host), port, told):
        sys.stdout.write(f"Commonmade is at http://{host}:{port} (Ctrl-C stops it)\n")
        sys.stdout.flush()
    failed = server.exitcode() or 0
    while not failed and not told.wait(0.2):
        server.look_after()
        worker.look_after()
    for child in (server, worker):
        child.terminate()
    for child in (server, worker):
        child.end(GRACE_SECONDS)
    return 0 if told.is_set() else failed


def listening(host: str, port: int) -> socket.socket:
    """The port, ours alone. Raises OSError when another has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # accepted connections inherit both
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS)
    return listener


def answer_requests(site: Any, listener: socket.socket, workers: int) -> None:
    """Serve the site at this port with so many processes, until TERM. Those that die are started again."""
    from granian.constants import HTTPModes, Interfaces  # not before the fork: it brings a runtime of its own
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.net import SocketHolder
    from granian.server import Server

    class OnOurPort(Server):
        """Granian opens its port so that a second server may share it, and has no setting for that."""

        def _init_shared_socket(self) -> None:
            self._shd, self._sfd = SocketHolder(listener.fileno(), False, BACKLOG), listener.fileno()
            self._ssp = self._sso = None

    def gateway(parent: int = os.getpid()) -> Gateway:
        end_with_parent(parent)
        return Gateway(site)

    _allow_many_files()
    multiprocessing.set_start_method("fork", force=True)
    OnOurPort(
        SITE,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(max_buffer_size=LARGEST_HEAD),
        workers=workers,
        backlog=BACKLOG,
        backpressure=MOST_CONNECTIONS,
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS - 5,
    ).serve(target_loader=gateway, wrap_loader=False)


def _do_jobs(site: Any) -> None:
    os.nice(5)  # people who wait for a page go first
    with site.app_context():
        jobs.work(site)


def _allow_many_files() -> None:
    """A connection is a file; the usual limit of 1024 is for programs that have few."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 4 * MOST_CONNECTIONS
    resource.setrlimit(resource.RLIMIT_NOFILE, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _near(host: str) -> str:
    """Where to visit what listens here."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (what to link to, not to listen on)
    return f"[{near}]" if ":" in near else near


def _told_to_stop() -> Event:
    """What TERM, Ctrl-C and a closed terminal set."""
    told = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    for stopping in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(stopping) is not signal.SIG_IGN:  # as nohup and shells ask for
            signal.signal(stopping, stop)
    return told


def _answers(server: Kept, near: str, port: int, told: Event) -> bool:
    """Wait until the server answers; False when it was stopped or died before."""
    while not told.wait(0.05) and server.exitcode() is None:
        with suppress(OSError, HTTPException), closing(HTTPConnection(near, port, timeout=1)) as line:
            line.request("HEAD", "/health")
            line.getresponse()
            return True
    return False


if __name__ == "__main__":
    try:
        sys.exit(serve(sys.argv[1], *map(int, sys.argv[2:4])))
    except KeyboardInterrupt:  # before anything was served
        sys.exit(130)
