"""Counting a round again: the page that says how, and the files. A download touches no ballot's row."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request

from ideas.ballots.publication import finding
from ideas.ballots.publication.page import files_of, set_apart_words, state_of
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.shelf import NAMES, folder_of
from ideas.ballots.queries import result_of
from ideas.rounds.queries import round_named
from ideas.rounds.round import Round
from kernel.access import public
from kernel.database import db
from kernel.whole_file import WholeFile

bp = Blueprint("publication", __name__)
DAY = 86_400
TYPES = {"json": "application/json", "csv": "text/csv", "pb": "text/plain", "txt": "text/plain"}


@bp.get("/rounds/<string:slug>/recount")
@public
def show(slug: str) -> Any:
    """What is published, how to count it again, and the line of the receipt that is asked for."""
    round = _round(slug)
    result, publication = result_of(round), db.session.get(Publication, round.id)
    receipt = finding.receipt_from(request.args.get("receipt", ""))
    state = state_of(result, publication)
    return render_template(
        "ideas/ballots/recount.html",
        round=round,
        result=result,
        publication=publication,
        state=state,
        files=files_of(publication),
        apart=set_apart_words(publication),
        receipt=receipt,
        **_own_line(round, publication if state == "published" else None, receipt if result else ""),
        script_digest=_script_digest(),
        site_url=current_app.config["SITE_URL"],
    )


@bp.get("/rounds/<string:slug>/ballots.<string:ending>")
@public
def ballots(slug: str, ending: str) -> Any:
    """The ballots: JSON for recount.py, CSV, Pabulib, or the text whose SHA-256 is on the record."""
    return _file(slug, f"ballots.{ending}")


@bp.get("/rounds/<string:slug>/finalists.csv")
@public
def finalists(slug: str) -> Any:
    """The finalists with costs and what became of them."""
    return _file(slug, "finalists.csv")


def _own_line(round: Round, published: Publication | None, receipt: str) -> dict[str, Any]:
    """What became of the ballot with this receipt: its line, why there is none, or that it was counted without one."""
    line = finding.found(published, receipt) if published and receipt else None
    apart = finding.set_apart_with(round.id, receipt) if receipt and line is None else None
    unseen = bool(receipt) and published is None and apart is None and finding.is_counted_with(round, receipt)
    return {"line": line, "why_apart": apart, "unseen": unseen}


def _file(slug: str, name: str) -> Any:
    round = _round(slug)
    publication = db.session.get(Publication, round.id)
    if name not in NAMES or publication is None or name not in publication.files:
        abort(404)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    path = folder_of(publication.digest) / (f"{name}.gz" if packed else name)
    if not path.exists():
        abort(404)
    response = Response(WholeFile(path), mimetype=TYPES[name.rpartition(".")[2]], direct_passthrough=True)
    response.content_length = path.stat().st_size
    response.cache_control.public, response.cache_control.max_age = True, DAY
    response.vary.add("Accept-Encoding")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    if not name.endswith(".txt"):
        response.headers["Content-Disposition"] = f'attachment; filename="{round.slug}-{name}"'
    response.set_etag(f"{publication.files[name][0]}{'-gzip' if packed else ''}")
    return response.make_conditional(request)


def _round(slug: str) -> Round:
    return round_named(slug) or abort(404)


def _script_digest() -> str:
    return _digest_of(current_app.extensions["shelf"].assets["recount.py"].body)


@cache
def _digest_of(body: bytes) -> str:
    return sha256(body).hexdigest()
