"""From a cookie to a person: the one place where Flask-Login learns who is here, and where the cookie is written."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from flask import Flask, Request, Response, current_app, g
from sqlalchemy import Select, and_, bindparam, or_, select, update
from sqlalchemy.orm import joinedload

from kernel.clock import now
from kernel.database import db, transaction
from kernel.outage import if_it_can_be
from members.accounts.member import Member
from members.notices.queries import unread_count
from members.sessions.opening import token_hash
from members.sessions.session import AFTER_RENEWAL, SEEN_EVERY, MemberSession

LONGEST = timedelta(days=60)
AT_ONCE = 0.1  # seconds


def cookie_name() -> str:
    """`__Host-sid` on HTTPS, which no subdomain can overwrite; plain `sid` on HTTP, where browsers refuse that prefix."""
    return "__Host-sid" if current_app.config["HTTPS"] else "sid"


def member_of(request: Request) -> Member | None:
    """Flask-Login's request loader: the member whose living session the cookie names.

    Sets g.session_id, g.session_secret and g.unread_notices on the way.
    """
    token = request.cookies.get(cookie_name(), "")
    if not 20 <= len(token) <= 80:
        return None
    stored = token_hash(token)
    row = db.session.execute(_of_token(), {"stored": stored, "lately": now() - AFTER_RENEWAL}).first()
    if row is None or not row[0].is_alive(now()) or not row[0].member.is_active:
        return None
    g.unread_notices = row[1]
    stand_in(row[0])
    g.session_is_fresh = row[0].token_hash == stored and row[0].is_fresh(now())
    member: Member = row[0].member
    return member


@cache
def _of_token() -> Select[Any, Any]:
    """The session of this token, or the one whose token it was until some seconds ago, which proves nothing any more.

    Built once, and one statement: every request with a cookie asks this, also with one that is worth nothing any more.
    """
    stored = bindparam("stored", type_=MemberSession.token_hash.type)
    just_renewed = and_(MemberSession.former_hash == stored, MemberSession.proven_at > bindparam("lately"))
    wanted = select(MemberSession, unread_count(MemberSession.member_id))
    wanted = wanted.where(or_(MemberSession.token_hash == stored, just_renewed))
    return wanted.options(joinedload(MemberSession.member, innerjoin=True))


def stand_in(row: MemberSession) -> None:
    """Make this session the request's own."""
    g.session_id, g.session_secret, g.session_seen_at = row.id, row.csrf_secret, row.last_seen_at


def give_cookie(response: Response, token: str) -> Response:
    """Hand the browser its session: not readable by scripts, not sent from other sites' forms."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=LONGEST,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["HTTPS"],
    )
    return response


def take_cookie(response: Response) -> Response:
    """Forget the session and what the browser kept of it."""
    response.delete_cookie(cookie_name(), path="/", httponly=True, samesite="Lax", secure=current_app.config["HTTPS"])
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _note_seen(response: Response) -> Response:
    """Write "last seen" at most every five minutes, after the answer, and never with a form that had no effect.

    It waits for nobody: a reader's page must not stand behind a writer that hangs. The next request notes it then.
    """
    seen_at = g.get("session_seen_at")
    if seen_at is None or now() < seen_at + SEEN_EVERY or ("once" in g and not g.get("once_stored")):
        return response
    with if_it_can_be(), transaction(seconds=AT_ONCE) as session:
        session.execute(update(MemberSession).where(MemberSession.id == g.session_id).values(last_seen_at=now()))
    return response


def install(app: Flask) -> None:
    """Tell Flask-Login how to find the person; its own session and remember cookies stay unused."""
    app.login_manager.request_loader(member_of)  # type: ignore[attr-defined]
    app.after_request(_note_seen)
    app.context_processor(lambda: {"unread_notices": g.get("unread_notices", 0)})
