"""`python -m kernel.serving`: the server and the worker side by side, stopped together.

The site is loaded once and then forked, so that all processes share the memory of what was loaded. Nothing is open yet at
that moment: no connection, no thread.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from multiprocessing.context import ForkProcess
from threading import Event
from types import FrameType
from typing import Any

from kernel import jobs

SITE = "app:for_serving"
GRACE_SECONDS = 20


def command_line(host: str, port: int, workers: int, threads: int) -> list[str]:
    """How to run this module as a process of its own."""
    return [sys.executable, "-m", "kernel.serving", host, str(port), str(workers), str(threads)]


def served_environ(host: str, port: int, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings of a served site: when nobody set its address, letters link to where it is served.

    Two memory arenas are enough for threads that take turns; the default of eight a core holds on to what they freed.
    """
    near = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  (what to link to, not to listen on)
    return {"SITE_URL": f"http://{near}:{port}", "MALLOC_ARENA_MAX": "2", **environ}


def serve(host: str, port: int, workers: int, threads: int) -> int:
    """Run until TERM, Ctrl-C, or until one of the two dies; returns the exit code."""
    module, _, factory = SITE.partition(":")
    site = getattr(import_module(module), factory)()
    fork = multiprocessing.get_context("fork")
    children = [
        fork.Process(target=_answer_requests, args=(site, host, port, workers, threads)),
        fork.Process(target=_do_jobs, args=(site,)),
    ]
    for child in children:
        child.start()
    told = _told_to_stop()
    if _answers(children, host, port, told):
        sys.stdout.write(f"Commonmade is at http://{host}:{port} (Ctrl-C stops it)\n")
        sys.stdout.flush()
    return _watch(children, told)


def _answer_requests(site: Any, host: str, port: int, workers: int, threads: int) -> None:
    from granian.constants import Interfaces  # not before the fork: it brings a runtime of its own
    from granian.log import LogLevels
    from granian.server import Server

    os.setsid()  # a Ctrl-C reaches the parent alone, which lets running requests end
    server = Server(
        SITE,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
    )
    server.serve(target_loader=lambda: site, wrap_loader=False)


def _do_jobs(site: Any) -> None:
    os.setsid()
    os.nice(5)  # people who wait for a page go first
    with site.app_context():
        jobs.work(site)


def _told_to_stop() -> Event:
    """What TERM and Ctrl-C set."""
    told = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return told


def _answers(children: list[ForkProcess], host: str, port: int, told: Event) -> bool:
    """Wait until the server can be visited; False when it was stopped or a child died before."""
    near = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    while not told.wait(0.05) and all(child.is_alive() for child in children):
        with suppress(OSError), socket.create_connection((near, port), 1):
            return True
    return False


def _watch(children: list[ForkProcess], told: Event) -> int:
    """Wait until told to stop or until one child dies, then stop the others; their exit code is ours."""
    while not told.wait(0.2) and all(child.is_alive() for child in children):
        pass
    died = 0 if told.is_set() else next(child.exitcode or 1 for child in children if not child.is_alive())
    for child in children:
        child.terminate()
    for child in children:
        child.join(GRACE_SECONDS)
        if child.is_alive():
            with suppress(ProcessLookupError):
                os.killpg(child.pid or 0, signal.SIGKILL)  # with its own children, so that nobody is left serving
    return died


if __name__ == "__main__":
    try:
        sys.exit(serve(sys.argv[1], *map(int, sys.argv[2:5])))
    except KeyboardInterrupt:  # before anything was served
        sys.exit(130)
