"""What strangers take with them to check the record: signed roots, proofs, and the lines as they are hashed."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request

from governance.record import queries
from governance.record.checkpoint import RecordCheckpoint
from governance.record.proving import checkpoint_over, consistency_proof, inclusion_proof, lines_after
from kernel.access import public

bp = Blueprint("record_proofs", __name__, url_prefix="/record")
LARGEST = 2**62
LINES_AT_ONCE = 1000


@bp.get("/how-to-check")
@public
def how() -> Any:
    """In plain words, and to the byte."""
    return render_template(
        "governance/record/how.html", newest=checkpoint_over(), site_url=current_app.config["SITE_URL"]
    )


@bp.get("/checkpoints")
@public
def checkpoints() -> Any:
    """Every signed root, newest first."""
    page = queries.checkpoints(request.args.get("page", 1, int))
    return render_template("governance/record/checkpoints.html", page=page)


@bp.get("/checkpoints/newest.txt")
@public
def newest() -> Any:
    """The newest signed note."""
    return _text(_found(None).text)


@bp.get("/checkpoints/<int:size>.txt")
@public
def note(size: int) -> Any:
    """One signed note, as it was mailed."""
    return _text(_found(size).text)


@bp.get("/<int:seq>/proof.json")
@public
def inclusion(seq: int) -> Any:
    """The proof that a line is under a checkpoint: `?size=` names it, else the newest."""
    proof = inclusion_proof(seq, _found(request.args.get("size", None, int)))
    return _json(proof or abort(404), f"line-{seq}-proof.json")


@bp.get("/consistency.json")
@public
def consistency() -> Any:
    """The proof that one checkpoint (`?from=`) still holds in a later one (`?to=`, else the newest)."""
    newer = _found(request.args.get("to", None, int))
    older = _found(request.args.get("from", newer.size, int))
    if older.size > newer.size:
        abort(404)
    return _json(consistency_proof(older, newer), f"from-{older.size}-to-{newer.size}.json")


@bp.get("/lines.jsonl")
@public
def lines() -> Any:
    """A thousand lines a request, from the one after `?after=`: ask until nothing comes."""
    after = max(0, min(request.args.get("after", 0, int), LARGEST))
    rows = lines_after(after, LINES_AT_ONCE)
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Response(body, mimetype="application/jsonl")


def _found(size: int | None) -> RecordCheckpoint:
    return checkpoint_over(size if size is None else max(0, min(size, LARGEST))) or abort(404)


def _text(body: str) -> Response:
    return Response(body, mimetype="text/plain")


def _json(content: Any, name: str) -> Response:
    body = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, mimetype="application/json", headers=headers)
