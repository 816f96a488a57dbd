"""Stopping letters of a kind: by the link in any letter, without signing in, or in the settings."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import delete

from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from members.accounts.member import Member
from members.notices.notice import LABELS, LetterStop, NoticeKind


def stop_part(member_id: int, kind: NoticeKind, key: str) -> str:
    """What stands in a letter's stop link; `key` is the site's secret key. It works for good and can only stop letters."""
    signature = hmac.new(key.encode(), f"stop:{member_id}:{kind}".encode(), sha256).hexdigest()[:32]
    return f"{member_id}-{kind}-{signature}"


def stop_in(part: str, key: str) -> tuple[int, NoticeKind] | None:
    """Whose letters of which kind a stop link means; None for a link that is not ours."""
    number, _, rest = part[:120].partition("-")
    kind = rest.partition("-")[0]
    if not (number.isascii() and number.isdigit()) or kind not in set(NoticeKind):
        return None
    known = NoticeKind(kind)
    ours = hmac.compare_digest(stop_part(int(number), known, key).encode(), part.encode())
    return (int(number), known) if ours else None


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
