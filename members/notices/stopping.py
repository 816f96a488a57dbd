"""Stopping letters of a kind: by the link in any letter, without signing in, or in the settings."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete

from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from kernel.keyed import is_signed, signed
from members.accounts.member import Member
from members.notices.notice import LABELS, LetterStop, NoticeKind


def stop_part(member_id: int, kind: NoticeKind) -> str:
    """What stands in a letter's stop link. It works for good and can only stop letters."""
    return f"{member_id}-{kind}-{signed('stop', f'{member_id}:{kind}')}"


def stop_in(part: str) -> tuple[int, NoticeKind] | None:
    """Whose letters of which kind a stop link means; None for a link that is not ours."""
    number, _, rest = part[:120].partition("-")
    kind, _, signature = rest.partition("-")
    if not (number.isascii() and number.isdigit()) or kind not in set(NoticeKind):
        return None
    ours = is_signed("stop", f"{int(number)}:{kind}", signature)
    return (int(number), NoticeKind(kind)) if ours else None


def stop_letters(member_id: int, kind: NoticeKind) -> None:
    """No more letters of this kind for this member. Doing it twice changes nothing."""
    row = insert_unless_there(LetterStop).values(member_id=member_id, kind=kind, stopped_at=now())
    db.session.execute(row.on_conflict_do_nothing())


def choose_letters(member: Member, wanted: Collection[NoticeKind]) -> None:
    """Letters of exactly these kinds from now on."""
    for kind in LABELS:
        if kind in wanted:
            db.session.execute(delete(LetterStop).where(LetterStop.member_id == member.id, LetterStop.kind == kind))
        else:
            stop_letters(member.id, kind)
