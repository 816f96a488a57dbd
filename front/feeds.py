"""Atom feeds of what is new: rounds, concepts, products and results. They show nothing a guest would not see on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, current_app, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from commerce.catalog.product import Product, ProductState
from front.blueprint import bp
from ideas.ballots.result import Result
from ideas.concepts.concept import Concept, ConceptState
from ideas.forums.forum import Forum
from ideas.rounds.round import Round
from kernel.access import public
from kernel.clock import now
from kernel.database import db
from kernel.visible import for_xml

MOST = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a feed: its stable path is its identity."""

    title: str
    path: str
    at: datetime
    words: str
    author: str = ""


def _rounds() -> list[Entry]:
    rounds = db.session.scalars(select(Round).order_by(Round.opened_at.desc()).limit(MOST))
    return [
        Entry(one.title, url_for("rounds.show", slug=one.slug), one.opened_at, "A round was announced.")
        for one in rounds
    ]


def _results() -> list[Entry]:
    query = select(Result, Round).join(Round, Round.id == Result.round_id).order_by(Result.counted_at.desc())
    return [
        Entry(
            f"Result: {one.title}",
            url_for("ballots.result", slug=one.slug),
            result.counted_at,
            f"{result.ballots} ballots were counted for {result.slots} slots.",
        )
        for result, one in db.session.execute(query.limit(MOST))
    ]


def _concepts(forum_id: int | None = None) -> list[Entry]:
    query = select(Concept).where(Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))
    if forum_id is not None:
        query = query.where(Concept.forum_id == forum_id)
    query = query.options(joinedload(Concept.author)).order_by(Concept.proposed_at.desc(), Concept.id.desc())
    return [
        Entry(
            one.title,
            url_for("concepts.show", concept_id=one.id),
            one.proposed_at or one.created_at,
            one.summary,
            one.author.name,
        )
        for one in db.session.scalars(query.limit(MOST))
    ]


def _products() -> list[Entry]:
    query = select(Product).where(Product.state == ProductState.LISTED).order_by(Product.listed_at.desc())
    return [
        Entry(one.name, url_for("products.show", slug=one.slug), one.listed_at or one.created_at, one.summary)
        for one in db.session.scalars(query.limit(MOST))
    ]


FEEDS = {"rounds": _rounds, "results": _results, "concepts": _concepts, "products": _products}


def _atom(title: str, path: str, entries: Sequence[Entry]) -> Response:
    updated = max((one.at for one in entries), default=now())
    body = render_template(
        "front/feed.xml", title=title, path=path, entries=entries, updated=updated, root=current_app.config["SITE_URL"]
    )
    return Response(for_xml(body), mimetype="application/atom+xml")


@bp.get("/feeds")
@public
def feeds() -> str:
    """Every feed there is, for somebody who wants to follow the site from elsewhere."""
    forums = db.session.scalars(select(Forum).order_by(Forum.name)).all()
    return render_template("front/feeds.html", feeds=FEEDS, forums=forums)


@bp.get("/feeds/<name>.atom")
@public
def feed(name: str) -> Response:
    """The site's newest rounds, results, concepts or products."""
    if name not in FEEDS:
        abort(404)
    return _atom(name.capitalize(), url_for("front.feed", name=name), FEEDS[name]())


@bp.get("/forums/<slug>/concepts.atom")
@public
def forum_feed(slug: str) -> Response:
    """The newest concepts of one forum."""
    forum = db.session.scalar(select(Forum).where(Forum.slug == slug)) or abort(404)
    return _atom(f"Concepts in {forum.name}", url_for("front.forum_feed", slug=slug), _concepts(forum.id))
