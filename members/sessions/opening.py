"""Opening and ending sessions. A new one has a new token; ending one is at once, in every process."""

from __future__ import annotations

import secrets
from hashlib import sha256

from sqlalchemy import delete, or_, update

from kernel.clock import now
from kernel.database import db, rows_changed
from members.accounts.member import Member, Role
from members.sessions.session import MEMBER_IDLE, MEMBER_WHOLE, STAFF_IDLE, STAFF_WHOLE, MemberSession


def token_hash(token: str) -> str:
    """What the database keeps of a cookie's token. It is random and long, so a plain hash is enough."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def open_session(member: Member, device: str = "") -> tuple[str, MemberSession]:
    """A new session of this member: the token for the cookie, and its row. Staff have the shorter limits."""
    token, moment = secrets.token_urlsafe(32), now()
    staff = member.role is not Role.MEMBER
    row = MemberSession(
        token_hash=token_hash(token),
        csrf_secret=secrets.token_urlsafe(32),
        member_id=member.id,
        created_at=moment,
        last_seen_at=moment,
        proven_at=moment,
        expires_at=moment + (STAFF_WHOLE if staff else MEMBER_WHOLE),
        idle_seconds=int((STAFF_IDLE if staff else MEMBER_IDLE).total_seconds()),
        device=device[:60],
    )
    row.member = member
    db.session.add(row)
    db.session.flush()
    return token, row


def renew(session_id: int, given: str) -> str | None:
    """Give a session that is proven at this moment a new token, so that a copy of the one given is worth nothing.

    Its other limits stay, and so does what its open forms carry. None when it ended meanwhile.
    """
    token, former = secrets.token_urlsafe(32), token_hash(given)
    mine = (
        MemberSession.id == session_id,
        or_(MemberSession.token_hash == former, MemberSession.former_hash == former),
    )
    values = {"token_hash": token_hash(token), "former_hash": former, "proven_at": now()}
    renewed = update(MemberSession).where(*mine).values(values)
    return token if rows_changed(db.session.execute(renewed)) else None


def end_session(member: Member, session_id: int) -> None:
    """End one of this member's own sessions; another's id changes nothing."""
    db.session.execute(
        delete(MemberSession).where(MemberSession.id == session_id, MemberSession.member_id == member.id)
    )


def end_sessions_of(member: Member, but: int | None = None) -> None:
    """End all sessions of this member, or all but one: after any change of password, address, role or standing."""
    ended = delete(MemberSession).where(MemberSession.member_id == member.id)
    db.session.execute(ended if but is None else ended.where(MemberSession.id != but))


def forget_ended() -> None:
    """Drop the rows of sessions that ran out. A clock tick."""
    db.session.execute(delete(MemberSession).where(MemberSession.expires_at < now()))
