"""What `flask record verify` asks of the charter beside what its page shows: who enacted each version, that a repeal ends a
rule that there is, and that every moment is spelled as it was stored.
"""

from __future__ import annotations

from sqlalchemy import select

from governance.charter.checking import charter_faults
from governance.charter.conduct import ConductRepeal, ConductRule
from governance.charter.enactment import Enactment
from governance.record.entry import RecordEntry
from governance.record.private import RecordSecret
from governance.record.sealing import misspelled
from governance.record.verifying import check
from kernel.database import db


@check("charter")
def check_charter() -> list[str]:
    """Everything that is wrong with the charter's rows."""
    spelled = [words for model in (Enactment, ConductRule, ConductRepeal) for words in misspelled(model)]
    return charter_faults() + _other_hands() + _ends_of_nothing() + spelled


def _other_hands() -> list[str]:
    """Versions said to be of somebody other than whom the line committed to; of an erased person nobody can tell."""
    rows = (
        select(Enactment, RecordEntry.commitment, RecordSecret.private)
        .join(RecordEntry, RecordEntry.seq == Enactment.record_seq)
        .outerjoin(RecordSecret, RecordSecret.seq == RecordEntry.seq)
    )
    return [
        f"{row.key} version {row.version} is not of whom line {row.record_seq} speaks"
        for row, commitment, private in db.session.execute(rows)
        if not (commitment and private is None) and (private or {}).get("actor") != row.by_member_id
    ]


def _ends_of_nothing() -> list[str]:
    ends = select(ConductRepeal.rule_id).where(ConductRepeal.rule_id.not_in(select(ConductRule.id)))
    return [f"rule of conduct {rule_id} was repealed and is not there" for rule_id in db.session.scalars(ends)]
