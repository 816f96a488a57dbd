"""What an operator types: serve the site, run the worker alone, tick the clock, drain the outbox."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from types import FrameType

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from kernel import jobs, outbox

clock = AppGroup("clock", help="What time has made due.")
outbox_group = AppGroup("outbox", help="What waits to be delivered.")


@clock.command("tick")
def tick() -> None:
    """Do everything that has become due, once. The worker does this each minute."""
    failures = jobs.tick()
    for failure in failures:
        click.echo(failure, err=True)
    if failures:
        sys.exit(1)


@outbox_group.command("run")
def run_outbox() -> None:
    """Deliver what is due now, and stop."""
    click.echo(f"delivered {outbox.deliver_waiting()}")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Deliver letters and tick the clock until stopped."""
    jobs.work(current_app._get_current_object())  # type: ignore[attr-defined]


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Server processes.")
@click.option("--threads", default=8, show_default=True, help="Requests at once in each process.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Run the server and the worker together; Ctrl-C or TERM stops both after their running work."""
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "app:for_serving"]
    options = ["--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)]
    quiet = ["--log-level", "warning", "--no-ws", "--respawn-failed-workers"]
    worker = [sys.executable, "-m", "flask", "--app", "app", "worker"]
    environ = served_environ(host, port, os.environ)
    children = [subprocess.Popen(command, env=environ) for command in ([*granian, *options, *quiet], worker)]  # noqa: S603
    click.echo(f"Commonmade is at http://{host}:{port} (Ctrl-C stops it)")
    sys.exit(_watch(children))


def served_environ(host: str, port: int, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings of a served site: when nobody set its address, letters link to where it is served."""
    near = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  (what to link to, not to listen on)
    return {"SITE_URL": f"http://{near}:{port}", **environ}


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
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
    return died


COMMANDS: list[click.Command] = [clock, outbox_group, worker, serve]
