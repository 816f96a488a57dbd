"""Search over concepts, comments, products and reviews, by GET so that a search can be shared."""

from __future__ import annotations

from flask import render_template, request, url_for

from front.blueprint import bp
from kernel.access import public
from kernel.flood import MINUTE, Limits, refuse_flood
from kernel.search import Hits, find
from kernel.throttle import Rate

LIMITS = Limits(account=(Rate(30, MINUTE),), nearby=(Rate(180, MINUTE),))
KINDS = {"concept": "Concepts", "product": "Products", "review": "Reviews", "comment": "Comments"}


@bp.get("/search")
@public
def search() -> str:
    """The page of hits for `q`, narrowed by `kind`; nothing typed shows how to search instead."""
    query = request.args.get("q", "").replace("\0", " ").strip()[:200]
    if query:
        refuse_flood("search", LIMITS)
    kind = request.args.get("kind", "")
    number = request.args.get("page", 1, type=int)
    kinds = [kind] if kind in KINDS else []
    hits = find(query, kinds, number) if query else Hits([])
    tabs = [(label, url_for("front.search", q=query, kind=name)) for name, label in KINDS.items()]
    return render_template(
        "front/search.html",
        query=query,
        kind=kind if kinds else "",
        kinds=KINDS,
        tab_items=tabs,
        hits=hits,
        number=max(number, 1),
    )
