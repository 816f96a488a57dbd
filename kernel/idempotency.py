"""A double click or a retried POST has one effect: each form carries a key that is stored with the effect it had.

The key goes into the act's own transaction, before the act; a second request with it is told where the first one led,
and waits a moment for that when it overtook the first one's answer. That costs one statement: only a key that is there
already, or a refused request, is looked up.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from flask import Flask, Response, g, make_response, redirect, request
from sqlalchemy import UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.csrf import SAFE, secret_of_session
from kernel.database import Model, at_start, db, short, transaction
from kernel.outage import if_it_can_be
from kernel.rules import RuleBroken
from kernel.terms import drop

KEPT = timedelta(days=7)
ANSWERED_WITHIN = timedelta(seconds=2)  # noted within milliseconds; a thread that waits serves nobody else
LOOK_EVERY = 0.02  # seconds
BESIDE = (
    "csrf_token",
    "once",
    "current_password",
)  # a form's own: never handed back, and may differ when it is sent again


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
    pairs = sorted((k, v) for k, v in request.form.items(multi=True) if k not in BESIDE)
    return sha256(repr((request.path, pairs)).encode("utf-8", "replace")).hexdigest()


def _take_note() -> None:
    key = request.form.get("once", "") if request.method not in SAFE else ""
    if not 0 < len(key) <= 64 or not key.isprintable():  # a NUL is no key: PostgreSQL keeps none
        return
    owner = sha256(secret_of_session().encode()).hexdigest()
    g.once, g.once_stored = {"owner": owner, "key": key, "asked": _asked()}, False


def _used() -> Any:
    mine = (OnceKey.owner == g.once["owner"], OnceKey.key == g.once["key"])
    return db.session.execute(select(OnceKey.asked, OnceKey.location, OnceKey.created_at).where(*mine)).first()


@cache
def _addition(dialect: str) -> Any:
    return insert_unless_there(OnceKey.__table__).on_conflict_do_nothing().returning(OnceKey.__table__.c.id)


def _store(session: Session) -> None:
    once: dict[str, Any] | None = g.get("once") if request else None
    if not once or g.get("once_stored"):
        return
    row = {**once, "location": None, "created_at": now()}
    if session.scalar(_addition(db.engine.dialect.name), row) is None:
        used = _used()
        if used.asked != once["asked"]:
            raise RuleBroken("This form was already sent with other words. Reload the page to send it anew.")
        raise AlreadyDone(used.location)
    g.once_stored = True


@contextmanager
def not_the_forms_effect() -> Iterator[None]:
    """A transaction within this is no effect of the form that was sent, so the form's key is left for the one that is."""
    once = g.pop("once", None)
    try:
        yield
    finally:
        if once is not None:
            g.once = once


def _note_where(response: Response) -> Response:
    if g.get("once_stored") and response.status_code == 303:
        where = (OnceKey.owner == g.once["owner"], OnceKey.key == g.once["key"])
        with if_it_can_be(), transaction() as session:
            session.execute(update(OnceKey).where(*where).values(location=response.headers["Location"]))
    return response


def _give_another(response: Response) -> Response:
    """The page of a fragment keeps its form, whose key is used up: the next act from there, a changed ballot, has its own."""
    if g.get("once_stored") and response.status_code == 200 and request.headers.get("HX-Request"):
        response.headers["HX-Once"] = once_key()
    return response


def _repeat_of_what_succeeded(response: Response) -> Response:
    """A retry may be refused for what its first sending changed: it gets the first one's answer instead."""
    if "once" not in g or g.get("once_stored") or not 400 <= response.status_code < 500:
        return response
    used = _used()
    return make_response(_again(AlreadyDone(used.location))) if used and used.asked == g.once["asked"] else response


def _again(done: AlreadyDone) -> Any:
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Refresh": "true"})
    return redirect(done.location or _noted_soon() or request.referrer or "/", 303)


def _noted_soon() -> str | None:
    """Where the first sending's answer led, which is noted right after its effect; None if its server died in between.

    The wait is measured by a clock that nobody sets: moved back by an hour, the day's clock would hold this thread that long.
    """
    give_up = time.monotonic() + ANSWERED_WITHIN.total_seconds()
    while (used := _used()) and used.location is None and now() < used.created_at + ANSWERED_WITHIN:
        if time.monotonic() > give_up:
            break
        db.session.commit()  # ends the reading snapshot, which would never see it
        time.sleep(LOOK_EVERY)
    return str(used.location) if used and used.location else None


def forget_old() -> None:
    """Drop keys older than a week; natural constraints stand behind them for good. A clock tick."""
    drop(OnceKey, OnceKey.created_at < now() - KEPT)


def install(app: Flask) -> None:
    """Note the key before the view, store it first in the transaction, keep the answer after."""
    app.before_request(_take_note)
    at_start(_store)
    app.after_request(_note_where)
    app.after_request(_give_another)
    app.after_request(_repeat_of_what_succeeded)
    app.register_error_handler(AlreadyDone, _again)
    app.jinja_env.globals["once_key"] = once_key
