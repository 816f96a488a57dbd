"""Any member may ask the keepers to look at something, once, for one of the listed reasons; an author objects in words."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import select

from governance.moderation.flag import REASON_MAX, Flag, FlagAnswer
from governance.moderation.ground import Ground
from governance.moderation.kind import kind_of
from governance.moderation.policy import may_flag, may_object
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def flag(member: Member, row: Any, ground: Ground, more: str = "") -> bool:
    """Ask for a look. Returns False when this member had asked before."""
    require(may_flag(member, row))
    insert = _row(member, row, ground, fit(more))
    return db.session.scalar(insert.on_conflict_do_nothing().returning(Flag.id)) is not None


def object_to(member: Member, row: Any, words: str) -> None:
    """Say why what was hidden should be shown. It waits in the same queue."""
    require(may_object(member, row, was_answered(member, row)))
    if not words.strip():
        raise RuleBroken("Say why it should be shown.", "reason")
    fresh = {"reason": fit(words), "created_at": now(), "ground": None, "answer": None, "answered_at": None}
    insert = _row(member, row, None, fit(words))
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["member_id", "kind", "thing_id"], set_={**fresh, "answered_by_id": None}
        )
    )


def fit(more: str) -> str:
    """The words as they are stored. Raises RuleBroken on reason."""
    more = more.strip()
    unfit = any(char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs") for char in more)
    if len(more) > REASON_MAX or unfit:
        raise RuleBroken(f"Use at most {REASON_MAX} characters that can be shown.", "reason")
    return more


def _row(member: Member, row: Any, ground: Ground | None, more: str) -> Any:
    kind = kind_of(row)
    return insert_unless_there(Flag).values(
        kind=kind.name,
        thing_id=row.id,
        place=kind.place(row),
        member_id=member.id,
        ground=ground,
        reason=more,
        created_at=now(),
    )


def is_waiting(member: Member, row: Any) -> bool:
    """Whether what this member asked about it still waits for an answer."""
    return db.session.scalar(_theirs(member, row).where(Flag.answered_at.is_(None))) is not None


def was_answered(member: Member | None, row: Any) -> bool:
    """Whether their objection to its being hidden was answered since."""
    if member is None or row.hidden_at is None:
        return False
    kept = Flag.answer == FlagAnswer.KEPT, Flag.answered_at >= row.hidden_at, Flag.ground.is_(None)
    return db.session.scalar(_theirs(member, row).where(*kept)) is not None


def _theirs(member: Member, row: Any) -> Any:
    about = Flag.kind == kind_of(row).name, Flag.thing_id == row.id
    return select(Flag.id).where(Flag.member_id == member.id, *about)
