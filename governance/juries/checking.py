"""Whether each jury was drawn as the lot says from the pool on the record, and its voices are those of its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from governance.juries.drawing import places_in_order, pool_list
from governance.juries.juror import JuryVerdict
from governance.juries.jury import Jury
from governance.juries.lot import pool_digest
from governance.juries.verdict import voices_of
from governance.record.entry import RecordEntry
from governance.record.verifying import check
from governance.seed import commitment
from kernel.database import db

Lines = dict[str, dict[str, Any]]


@check("juries")
def check_juries() -> list[str]:
    """What `flask record verify` says of juries."""
    summoned, pooled, decided = (_lines(f"jury.{what}") for what in ("summoned", "pooled", "decided"))
    whole = (selectinload(Jury.jurors), joinedload(Jury.verdict))
    juries = db.session.scalars(select(Jury).options(*whole).order_by(Jury.id)).all()
    faults = [words for one in juries for words in _lot_faults(one, summoned, pooled)]
    faults += [words for one in juries if one.verdict for words in _verdict_faults(one, one.verdict, decided)]
    there, ended = {f"jury:{one.id}" for one in juries}, {f"jury:{one.id}" for one in juries if one.verdict}
    faults += [f"{subject} is gone" for subject in sorted(summoned.keys() - there)]
    return faults + [f"the verdict of {subject} is gone" for subject in sorted(decided.keys() - ended)]


def _lot_faults(jury: Jury, summoned: Lines, pooled: Lines) -> Iterator[str]:
    subject = f"jury:{jury.id}"
    asked = {"case": jury.subject, "size": jury.size, "seed_commitment": commitment(jury.seed)}
    if not _says(summoned.get(subject), asked):
        yield f"{subject} is not as it was asked for"
    if jury.drawn_at is None:
        return
    pool = {"pool_size": jury.pool_size, "pool_digest": pool_digest(pool_list(jury))}
    if not _says(pooled.get(subject), pool) or jury.pool_digest != pool["pool_digest"]:
        yield f"the pool of {subject} is not the one on the record"
    if [one.place for one in jury.jurors] != places_in_order(jury)[: len(jury.jurors)]:
        yield f"the jurors of {subject} are not those the lot drew"


def _verdict_faults(jury: Jury, verdict: JuryVerdict, decided: Lines) -> Iterator[str]:
    told = {name: getattr(verdict, name) for name in ("send_back", "uphold", "sent_back")}
    if not _says(decided.get(f"jury:{jury.id}"), {**told, "voices": voices_of(jury.jurors)}):
        yield f"the verdict of jury:{jury.id}, or what a juror said, is not as the record says"


def _says(payload: dict[str, Any] | None, row: dict[str, Any]) -> bool:
    return payload is not None and all(payload.get(name) == part for name, part in row.items())


def _lines(kind: str) -> Lines:
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == kind))
    return {line.subject: line.payload for line in lines}
