"""What a decision was opened with, as the record holds it: its numbers for everybody to read, its words, its roll and the rest
of what is proposed as a commitment that can be erased. A decision whose row says something else is not carried out.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from governance.decisions.decision import Decision, DecisionRoll
from governance.decisions.kinds import kind_of
from governance.record.canonical import digest, moment
from governance.record.entry import RecordEntry
from governance.record.private import RecordSecret
from governance.record.spelling import is_whole
from kernel.database import db

OPENED = "decision.opened"


def public_terms(decision: Decision) -> dict[str, Any]:
    """What the record says of it for everybody."""
    proposed = {name: decision.proposed[name] for name in kind_of(decision).on_record}
    return {
        "decides": decision.kind,
        "about": decision.subject,
        "voting_at": moment(decision.voting_at),
        "closes_at": moment(decision.closes_at),
        "quorum": decision.quorum,
        "majority_percent": decision.majority_percent,
        "cooling_off_days": decision.cooling_off_days,
        "electorate": decision.electorate,
        **({"proposed": proposed} if proposed else {}),
    }


def private_terms(decision: Decision) -> dict[str, str]:
    """What the record only commits to: digests of the words and of all that is proposed, and of who may vote."""
    said = [decision.title, decision.reason_source, decision.proposed, moment(decision.old_enough_before)]
    roll = select(DecisionRoll.member_id).where(DecisionRoll.decision_id == decision.id)
    ids = db.session.scalars(roll.order_by(DecisionRoll.member_id)).all() if decision.has_roll else []
    return {"said": digest(said), "roll": digest(list(ids))}


def is_as_recorded(decision: Decision) -> bool:
    """Whether it still asks what the record says it asked. What was erased of its private part is not looked at."""
    about = (RecordEntry.kind == OPENED, RecordEntry.subject == f"decision:{decision.id}")
    line = db.session.scalar(select(RecordEntry).where(*about))
    if line is None or not is_whole(line):
        return False
    public, secret = public_terms(decision), db.session.get(RecordSecret, line.seq)
    private = private_terms(decision) if secret else {}
    kept = secret.private if secret else {}
    return _within(public, line.payload) and _within(private, kept)


def _within(said: dict[str, Any], whole: dict[str, Any]) -> bool:
    return all(whole.get(name) == part for name, part in said.items())
