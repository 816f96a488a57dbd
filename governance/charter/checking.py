"""Whether the charter's rows still say what the record says they said when they were enacted.

It reads only the lines of kind charter.enacted, so it is cheap enough for a page; `flask record verify` walks the
chain, and asks more in vouching.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from governance.charter.conduct import ConductRule, conduct_facts, repeal_facts
from governance.charter.enacting import facts_of
from governance.charter.enactment import KIND, Enactment
from governance.record.canonical import canonical
from governance.record.entry import RecordEntry
from governance.record.spelling import is_whole
from kernel.database import db

Facts = tuple[int, str, str]


def charter_faults(
    enactments: Iterable[Enactment] | None = None, conduct: Iterable[ConductRule] | None = None
) -> list[str]:
    """What does not agree, in words that name the line of the record. One statement, and one more for each of the two that
    is not at hand; rules of conduct come with their repeals.
    """
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == KIND)).all()
    faults = [(line.seq, "was itself changed") for line in lines if not is_whole(line)]
    recorded = [_named(line.seq, facts) for line in lines for facts in _facts_in(line)]
    values = enactments if enactments is not None else db.session.scalars(select(Enactment)).all()
    stored = list(_stored(values, conduct if conduct is not None else _conduct()))
    faults += [(seq, f"does not say this: {name} as it stands now") for seq, name, _ in _only(stored, recorded)]
    faults += [(seq, f"enacted what is gone or changed: {name}") for seq, name, _ in _only(recorded, stored)]
    return [f"line {seq} {words}" for seq, words in sorted(set(faults))]


def _conduct() -> Iterable[ConductRule]:
    return db.session.scalars(select(ConductRule).options(joinedload(ConductRule.repeal))).all()


def _stored(enactments: Iterable[Enactment], conduct: Iterable[ConductRule]) -> Iterable[Facts]:
    for row in enactments:
        yield _named(row.record_seq, facts_of(row))
    for rule in conduct:
        yield _named(rule.record_seq, conduct_facts(rule))
        if end := rule.repeal:
            yield _named(end.record_seq, repeal_facts(end.decision_id, end.rule_id, end.repealed_at))


def _facts_in(line: RecordEntry) -> list[Any]:
    conduct = line.payload.get("conduct")
    return [*line.payload.get("values", []), *([conduct] if conduct else [])]


def _only(these: list[Facts], those: list[Facts]) -> list[Facts]:
    known = set(those)
    return [one for one in these if one not in known]


def _named(seq: int, facts: Any) -> Facts:
    name = f"{facts['key']} version {facts['version']}" if "key" in facts else "a rule of conduct"
    return seq, name, canonical(facts).decode()
