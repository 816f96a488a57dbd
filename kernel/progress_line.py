"""Long work at the command line says how far it is, on standard error, and never more than once a second in a log."""

from __future__ import annotations

import sys
import time

import click


class ProgressLine:
    """Progress on standard error: in place on a terminal, else a line per second at most and one at each end."""

    def __init__(self) -> None:
        self._due = 0.0
        self._in_place = sys.stderr.isatty()

    def __call__(self, what: str, done: int, total: int) -> None:
        if done < total and time.monotonic() < self._due:
            return
        self._due = time.monotonic() + (0.1 if self._in_place else 1)
        if self._in_place:
            click.echo(f"\r{what} {done:,} of {total:,}", err=True, nl=done == total)
        else:
            click.echo(f"{what} {done:,} of {total:,}", err=True)
