"""The part of `flask round import` that reads a Pabulib file: what is wrong with one is said with its line."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import click

from governance.pabulib.blocks import LARGEST_FILE
from governance.pabulib.faults import BadFile
from governance.pabulib.reading import read
from ideas.pabulib.importing import bring_in
from kernel.database import transaction
from kernel.progress_line import ProgressLine
from kernel.rules import RuleBroken


def import_election(file: Path, forum_slug: str, slug: str) -> None:
    """Bring in the election of this file, all of it or, when anything is wrong, nothing."""
    with file.open("rb") as opened:
        content = opened.read(LARGEST_FILE + 1)
    try:
        election = read(content)
        with transaction():
            brought = bring_in(election, sha256(content).hexdigest(), forum_slug, slug, ProgressLine())
    except BadFile as bad:
        where = f"{file}:{bad.line}" if bad.line else str(file)
        raise click.ClickException(f"{where}: {bad.message.removesuffix('.')}. Nothing was imported.") from None
    except RuleBroken as broken:
        raise click.ClickException(f"{file}: {broken.message} Nothing was imported.") from None
    click.echo(json.dumps(brought.line()))
