"""`flask round export SLUG`: the published files of a counted round, for whoever keeps them elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from ideas.ballots.commands import counted_or_fail, round_group, round_or_fail
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.publishing import publish_round
from ideas.ballots.publication.shelf import NAMES, folder_of
from kernel.database import db


@round_group.command("export")
@click.argument("slug")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Where; else a new folder SLUG.")
def export_round(slug: str, folder: Path | None) -> None:
    """Write the published .pb, CSV and JSON of the closed round SLUG, publishing it first if nobody has."""
    round = round_or_fail(slug)
    counted_or_fail(round)
    try:
        publish_round(round.id)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from None
    publication = db.session.get(Publication, round.id)
    if publication is None or not publication.is_published:
        few = f"fewer than {publication.minimum} voters" if publication else "it is not counted"
        raise click.ClickException(f"no ballots of “{slug}” are published: {few}")
    to = folder or Path(slug)
    to.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        shutil.copyfile(folder_of(publication.digest) / name, to / name)
        digest, size = publication.files[name]
        click.echo(f"{digest}  {to / name}  {size:,} bytes")
