"""Forgetting a person: their pseudonym and every salt that could tie a line to them go, and no line changes."""

from __future__ import annotations

from sqlalchemy import String, delete, or_, select, type_coerce

from governance.record.entry import RecordEntry
from governance.record.private import RecordPseudonym, RecordSecret
from governance.record.pseudonyms import known_pseudonym
from governance.record.recording import record
from kernel.database import db, rows_changed


def erase(member_id: int) -> int:
    """Erase what ties lines to this member, inside the open transaction. Returns how many private parts went.

    Gone is each private part of a line by them, about them ("member:<pseudonym>"), or that names their id as "actor" or
    "member" or among "members". The record tells that something was erased, not of whom.
    """
    text = type_coerce(RecordSecret.private, String)
    named = [
        text.contains(f'"{word}":{member_id}{end}', autoescape=True) for word in ("actor", "member") for end in ",}"
    ]
    several = text.contains('"members":[', autoescape=True)
    named += [several & text.contains(f"{begin}{member_id}{end}") for begin in "[," for end in ",]"]
    pseudonym = known_pseudonym(member_id)
    theirs = select(RecordEntry.seq).where(
        or_(RecordEntry.actor == pseudonym, RecordEntry.subject == f"member:{pseudonym}")
    )
    about = [*named, RecordSecret.seq.in_(theirs)] if pseudonym else named
    gone = rows_changed(db.session.execute(delete(RecordSecret).where(or_(*about)).execution_options(**_ALONE)))
    db.session.execute(
        delete(RecordPseudonym).where(RecordPseudonym.member_id == member_id).execution_options(**_ALONE)
    )
    record("record.erased", "record", private_parts=gone)
    return gone


_ALONE = {"synchronize_session": False}
