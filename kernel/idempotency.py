"""A double click or a retried POST has one effect: each form carries a key that is stored with the effect it had.

The key goes into the act's own transaction, before the act; a second request with it is told where the first one led.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import Flask, Response, g, redirect, request
from sqlalchemy import UniqueConstraint, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.csrf import SAFE, secret_of_session
from kernel.database import Model, at_start, db, short, transaction
from kernel.rules import RuleBroken

KEPT = timedelta(days=7)


class OnceKey(Model):
    """One used form: whose, its key, what it asked, and where the answer led."""

    __tablename__ = "once_key"
    __table_args__ = (UniqueConstraint("owner", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(short(64))
    key: Mapped[str] = mapped_column(short(64))
    asked: Mapped[str] = mapped_column(short(64))
    location: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(index=True)


class AlreadyDone(Exception):  # noqa: N818
    """This very form was sent before; nothing is done again."""

    def __init__(self, location: str | None) -> None:
        super().__init__("already done")
        self.location = location


def once_key() -> str:
    """A fresh key for a form: 128 random bits."""
    return secrets.token_hex(16)


def _asked() -> str:
    pairs = sorted((k, v) for k, v in request.form.items(multi=True) if k not in ("csrf_token", "once"))
    return sha256(repr((request.path, pairs)).encode("utf-8", "replace")).hexdigest()


def _look_up() -> None:
    key = request.form.get("once", "") if request.method not in SAFE else ""
    if not key or len(key) > 64:
        return
    owner = sha256(secret_of_session().encode()).hexdigest()
    g.once = {"owner": owner, "key": key, "asked": _asked()}
    _refuse_repeat()


def _refuse_repeat() -> None:
    once = g.once
    used = db.session.execute(
        select(OnceKey.asked, OnceKey.location).where(OnceKey.owner == once["owner"], OnceKey.key == once["key"])
    ).first()
    if used and used.asked != once["asked"]:
        raise RuleBroken("This form was already sent with other words. Reload the page to send it anew.")
    if used:
        raise AlreadyDone(used.location)


def _store(session: Session) -> None:
    once: dict[str, Any] | None = g.get("once") if request else None
    if not once or g.get("once_stored"):
        return
    try:
        session.execute(insert(OnceKey).values(**once, location=None, created_at=now()))
    except IntegrityError:
        session.rollback()
        _refuse_repeat()
        raise
    g.once_stored = True


def _note_where(response: Response) -> Response:
    if g.get("once_stored") and response.status_code == 303:
        with transaction() as session:
            where = (OnceKey.owner == g.once["owner"], OnceKey.key == g.once["key"])
            session.execute(update(OnceKey).where(*where).values(location=response.headers["Location"]))
    return response


def _again(done: AlreadyDone) -> Any:
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Refresh": "true"})
    return redirect(done.location or request.referrer or "/", 303)


def forget_old() -> None:
    """Drop keys older than a week; natural constraints stand behind them for good. A clock tick."""
    db.session.execute(delete(OnceKey).where(OnceKey.created_at < now() - KEPT))


def install(app: Flask) -> None:
    """Look the key up before the view, store it first in the transaction, note the answer after."""
    app.before_request(_look_up)
    at_start(_store)
    app.after_request(_note_where)
    app.register_error_handler(AlreadyDone, _again)
    app.jinja_env.globals["once_key"] = once_key
