"""`flask round import FILE --format … --forum SLUG --slug SLUG`: one door for every format a round can come in."""

from __future__ import annotations

from pathlib import Path

import click

from ideas.ballots.commands import round_group
from ideas.pabulib.commands import import_election
from ideas.wishlist.commands import import_wishlist


@round_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["wishlist", "pabulib"]), required=True)
@click.option("--forum", "forum_slug", required=True, help="The forum's slug; it is made when missing.")
@click.option("--slug", required=True, help="The round's slug.")
@click.option("--skip-bad", is_flag=True, help="Of a wishlist, import the good lines in spite of bad ones.")
def import_round(file: Path, form: str, forum_slug: str, slug: str, skip_bad: bool) -> None:
    """Bring in the round of FILE, all of it or, when anything is wrong, nothing."""
    if form == "wishlist":
        import_wishlist(file, forum_slug, slug, skip_bad)
    elif skip_bad:
        raise click.UsageError("--skip-bad is for wishlists: an election is counted whole or not at all")
    else:
        import_election(file, forum_slug, slug)
