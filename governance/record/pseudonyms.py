"""The record never names a person: each member stands in it under 128 random bits, and the list of who is who can be
erased."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from governance.record.private import RecordPseudonym
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from members.accounts.member import Member


def pseudonym_of(member: Member | int) -> str:
    """A member's name in the record, 32 hexadecimal digits, made the first time it is needed. Wants a transaction().

    In a payload it stands for the person: record("steward.elected", "forum:bags", steward=pseudonym_of(member)).
    """
    member_id = member if isinstance(member, int) else member.id
    found = known_pseudonym(member_id)
    if found is None:
        row = insert_unless_there(RecordPseudonym).values(
            member_id=member_id, pseudonym=secrets.token_hex(16), given_at=now()
        )
        db.session.execute(row.on_conflict_do_nothing())
        found = known_pseudonym(member_id)
    if found is None:
        raise LookupError(f"there is no member {member_id}")
    return found


def known_pseudonym(member_id: int) -> str | None:
    """The pseudonym this member has already, None when the record never spoke of them or it was erased."""
    found: str | None = db.session.scalar(
        select(RecordPseudonym.pseudonym).where(RecordPseudonym.member_id == member_id)
    )
    return found
