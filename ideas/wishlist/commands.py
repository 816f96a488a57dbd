"""The part of `flask round import` that reads a wishlist: progress on standard error, one JSON line on standard output; a bad
line is named with its file, its number and its reason.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ideas.wishlist.importing import BadLines, Tally, bring_in
from ideas.wishlist.reading import BadLine, Reading, read
from kernel.database import transaction
from kernel.progress_line import ProgressLine
from kernel.rules import RuleBroken


def import_wishlist(file: Path, forum_slug: str, slug: str, skip_bad: bool) -> None:
    """Bring in the round of FILE, all of it or, on a bad line, nothing."""
    reading = _read(file)
    if not reading.proposals and not reading.bad:
        raise click.ClickException(f"{file} holds no proposals")
    if reading.bad and not skip_bad:
        _refuse(file, reading.bad)
    try:
        with transaction():
            tally = bring_in(reading, forum_slug, slug, skip_bad, ProgressLine())
    except BadLines as refused:
        _refuse(file, refused.bad)
    except RuleBroken as broken:
        raise click.ClickException(broken.message) from None
    _name(file, reading.bad)
    click.echo(json.dumps(tally.line()))


def _read(file: Path) -> Reading:
    try:
        with file.open("rb") as lines:
            return read(lines)
    except RuleBroken as broken:
        raise click.ClickException(broken.message) from None


def _refuse(file: Path, bad: Sequence[BadLine]) -> None:
    _name(file, bad)
    click.echo("Nothing was imported. --skip-bad imports the other lines.", err=True)
    click.echo(json.dumps(Tally(bad_lines=len(bad)).line()))
    sys.exit(1)


def _name(file: Path, bad: Sequence[BadLine]) -> None:
    for line in sorted(bad, key=lambda line: line.number):
        click.echo(f"{file}:{line.number}: {line.reason}", err=True)
