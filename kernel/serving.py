"""`python -m kernel.serving`: the server and the worker side by side, stopped together. It loads nothing of the site itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from types import FrameType

SITE = "app:for_serving"
GRACE_SECONDS = 20


def command_line(host: str, port: int, workers: int, threads: int) -> list[str]:
    """How to run this module as a process of its own."""
    return [sys.executable, "-m", "kernel.serving", host, str(port), str(workers), str(threads)]


def served_environ(host: str, port: int, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings of a served site: when nobody set its address, letters link to where it is served."""
    near = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  (what to link to, not to listen on)
    return {"SITE_URL": f"http://{near}:{port}", **environ}


def serve(host: str, port: int, workers: int, threads: int) -> int:
    """Run until TERM, Ctrl-C, or until one of the two dies; returns the exit code."""
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", SITE]
    options = ["--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)]
    quiet = ["--log-level", "warning", "--no-ws", "--respawn-failed-workers"]
    worker = [sys.executable, "-m", "flask", "--app", SITE, "worker"]
    environ = served_environ(host, port, os.environ)
    children = [
        subprocess.Popen(command, env=environ, start_new_session=True)  # noqa: S603  (our own words only)
        for command in ([*granian, *options, *quiet], worker)
    ]
    sys.stdout.write(f"Commonmade is at http://{host}:{port} (Ctrl-C stops it)\n")
    sys.stdout.flush()
    return _watch(children)


def _watch(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait until told to stop or until one child dies, then stop the others; their exit code is ours."""
    told = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal told
        told = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not told and all(child.poll() is None for child in children):
        time.sleep(0.2)
    died = 0 if told else next(child.returncode or 1 for child in children if child.poll() is not None)
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)  # with its own children, so that nobody is left serving
    return died


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1], *map(int, sys.argv[2:5])))
