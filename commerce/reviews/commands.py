"""`flask --app app reviews import FILE --product SLUG`: reviews from elsewhere, all of the file or nothing of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import AppGroup

from commerce.catalog.product import Product
from commerce.reviews.bringing_in import BroughtIn, bring_in, product_for, refused_lines
from commerce.reviews.foreign import BadLine, ForeignReview, UnknownFormat, read
from kernel.database import transaction

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_MAX = 80

reviews = AppGroup("reviews", help="Reviews of products.")


class _BadLines(click.ClickException):
    """Some lines cannot be brought in; each was named on standard error."""


@reviews.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--product", "slug", required=True, help="The product's address; it is made when it is missing.")
@click.option("--only", default="", help="Of a CSV, only the rows of this product number.")
@click.option("--skip-bad", is_flag=True, help="Leave bad lines out instead of importing nothing.")
def import_reviews(file: Path, slug: str, only: str, skip_bad: bool) -> None:
    """Bring in FILE: JSON lines or CSV, told by its content. Prints one JSON line; doing it again changes nothing."""
    if len(slug) > SLUG_MAX or not SLUG.fullmatch(slug):
        raise click.BadParameter("use small letters, digits and single hyphens", param_hint="--product")
    found, bad = _read(file, only)
    with transaction():
        product = product_for(slug)
        bad += refused_lines(product, found, file.name[:120])
        _name_bad_lines(file, bad)
        if bad and not skip_bad:
            lines = "1 bad line" if len(bad) == 1 else f"{len(bad)} bad lines"
            raise _BadLines(f"{file}: {lines}; nothing was imported. --skip-bad leaves them out.")
        told = _bring_in(file, product, found, bad)
    click.echo(json.dumps(told.as_dict()))


def _read(file: Path, only: str) -> tuple[list[ForeignReview], list[BadLine]]:
    try:
        rows = read(file.read_bytes())
    except UnknownFormat as unknown:
        raise click.ClickException(f"{file}: {unknown}") from None
    found = [row for row in rows if isinstance(row, ForeignReview) and (not only or row.product == only)]
    if only and not found:
        raise click.ClickException(f"{file}: no row of product number {only}")
    return found, [row for row in rows if isinstance(row, BadLine)]


def _name_bad_lines(file: Path, bad: Sequence[BadLine]) -> None:
    for one in sorted(bad, key=lambda one: one.line):
        click.echo(f"{file}, line {one.line}: {one.reason}", err=True)


def _bring_in(file: Path, product: Product, found: Sequence[ForeignReview], bad: Sequence[BadLine]) -> BroughtIn:
    left_out = {one.line for one in bad}
    wanted = [one for one in found if one.line not in left_out]

    def progress(done: int) -> None:
        click.echo(f"{file.name}: {done} of {len(wanted)} reviews", err=True)

    told = bring_in(product, wanted, file.name[:120], progress)
    told.bad_lines = len(bad)
    return told
