"""What an operator types: serve the site, run the worker alone, tick the clock, drain the outbox."""

from __future__ import annotations

import os
import sys

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from kernel import heartbeat, jobs, outbox, readiness, serving

clock = AppGroup("clock", help="What time has made due.")
outbox_group = AppGroup("outbox", help="What waits to be delivered.")


def _site() -> Flask:
    site: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return site


@clock.command("tick")
def tick() -> None:
    """Do everything that has become due, once. The worker does this each minute."""
    readiness.ask_needs(_site())
    failures = jobs.tick()
    heartbeat.beat("clock", "\n".join(failures))
    for failure in failures:
        click.echo(failure, err=True)
    if failures:
        sys.exit(1)


@outbox_group.command("run")
def run_outbox() -> None:
    """Deliver what is due now, and stop."""
    readiness.ask_needs(_site())
    click.echo(f"delivered {outbox.deliver_waiting()}")
    for lane in ("errands", "letters"):
        heartbeat.beat(lane)


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Deliver letters and tick the clock until stopped."""
    readiness.make_ready(_site())
    jobs.work(_site())


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Server processes.")
@click.option("--threads", type=click.IntRange(1), help="Pages, and acts, at once in each process.  [default: THREADS]")
def serve(host: str, port: int, workers: int, threads: int | None) -> None:
    """Run the server and the worker together; Ctrl-C or TERM stops both after their running work."""
    command = serving.command_line(host, port, workers)
    environ = serving.served_environ(host, port, os.environ) | ({"THREADS": str(threads)} if threads else {})
    os.execve(sys.executable, command, environ)  # noqa: S606  (our own words only)


COMMANDS: list[click.Command] = [clock, outbox_group, worker, serve]
