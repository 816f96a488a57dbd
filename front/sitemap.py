"""For search engines: every public page by kind, in files of at most 5,000 addresses, and which pages to leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from flask import Response, abort, current_app, render_template, url_for
from sqlalchemy import func, select

from commerce.catalog.product import Product
from front.blueprint import bp
from ideas.concepts.concept import Concept, ConceptState
from ideas.forums.forum import Forum
from ideas.rounds.round import Round
from kernel.access import public
from kernel.database import db
from kernel.visible import for_xml

EACH = 5_000


def _listed_concepts(first: int) -> Iterable[str]:
    """Concepts are the many: their files are ranges of ids, so that each costs the same."""
    query = select(Concept.id).where(Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))
    for one in db.session.scalars(query.where(Concept.id > first, Concept.id <= first + EACH).order_by(Concept.id)):
        yield url_for("concepts.show", concept_id=one)


def _others(first: int) -> Iterable[str]:
    return islice(_pages(), first, None)


def _pages() -> Iterable[str]:
    yield url_for("front.home")
    for slug in db.session.scalars(select(Forum.slug)):
        yield url_for("forums.show", slug=slug)
    for slug in db.session.scalars(select(Round.slug)):
        yield url_for("rounds.show", slug=slug)
    for slug in db.session.scalars(select(Product.slug).where(Product.listed_at.is_not(None))):
        yield url_for("products.show", slug=slug)


def _parts() -> dict[str, int]:
    """How many lists there are of each kind."""
    last = db.session.scalar(select(func.max(Concept.id))) or 0
    listed = select(func.count()).where(Product.listed_at.is_not(None))
    counts = (select(func.count()).select_from(Forum), select(func.count()).select_from(Round), listed)
    pages = 1 + sum(db.session.scalar(count) or 0 for count in counts)
    return {"pages": -(-pages // EACH), "concepts": -(-last // EACH)}


KINDS: dict[str, Callable[[int], Iterable[str]]] = {"concepts": _listed_concepts, "pages": _others}


@bp.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """The list of the lists."""
    parts = [(kind, number) for kind, most in _parts().items() for number in range(1, most + 1)]
    paths = [url_for("front.sitemap_part", kind=kind, number=number) for kind, number in parts]
    return _xml("front/sitemap_index.xml", paths)


@bp.get("/sitemaps/<kind>-<int:number>.xml")
@public
def sitemap_part(kind: str, number: int) -> Response:
    """One list of at most 5,000 addresses."""
    if not 1 <= number <= _parts().get(kind, 0):
        abort(404)
    return _xml("front/sitemap.xml", list(islice(KINDS[kind]((number - 1) * EACH), EACH)))


def _xml(template: str, paths: list[str]) -> Response:
    root = current_app.config["SITE_URL"]
    return Response(for_xml(render_template(template, root=root, paths=paths)), mimetype="application/xml")


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """Public pages may be read by anybody; personal ones and searches are of no use to them."""
    private = ("/me", "/desk", "/settings", "/search", "/sign-in", "/sign-up")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in private),
        f"Sitemap: {current_app.config['SITE_URL']}/sitemap.xml",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
