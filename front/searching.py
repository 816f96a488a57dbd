"""Search over everything that members can read, by GET so that a search can be shared: what bears the name first, then the
first of each kind, and all of one kind on pages of their own.
"""

from __future__ import annotations

from flask import render_template, request, url_for

from front.blueprint import bp
from front.thumbnails import thumbnails
from kernel.access import public
from kernel.flood import MINUTE, Limits, refuse_flood
from kernel.search import Hits, Overview, find, overview
from kernel.throttle import Rate

LIMITS = Limits(account=(Rate(30, MINUTE),), nearby=(Rate(180, MINUTE),))
KINDS = {
    "product": "Products",
    "concept": "Concepts",
    "round": "Rounds",
    "forum": "Forums",
    "member": "Members",
    "signal": "Signals",
    "decision": "Decisions",
    "review": "Reviews",
    "comment": "Comments",
}
ONE = {kind: many.removesuffix("s") for kind, many in KINDS.items()}


@bp.get("/search")
@public
def search() -> str:
    """What is found for `q`, narrowed by `kind`; nothing typed shows how to search instead."""
    query = request.args.get("q", "").replace("\0", " ").strip()[:200]
    if query:
        refuse_flood("search", LIMITS)
    kind = request.args.get("kind", "")
    shown: dict[str, object] = {"query": query, "kinds": KINDS, "one": ONE, "tab_items": _tabs(query)}
    if kind in KINDS:
        return _of_one_kind(query, kind, request.args.get("page", 1, type=int), shown)
    found = overview(query) if query else Overview([], [], {})
    hits = [*found.named, *(hit for part in found.kinds for hit in part.rows)]
    return render_template("front/search.html", kind="", found=found, pictures=thumbnails(hits), **shown)


def _of_one_kind(query: str, kind: str, number: int, shown: dict[str, object]) -> str:
    hits = find(query, [kind], number) if query else Hits([])
    return render_template(
        "front/search_kind.html", kind=kind, found=hits, number=max(number, 1), pictures=thumbnails(hits.rows), **shown
    )


def _tabs(query: str) -> list[tuple[str, str]]:
    everything = [("Everything", url_for("front.search", q=query))]
    return everything + [(label, url_for("front.search", q=query, kind=kind)) for kind, label in KINDS.items()]
