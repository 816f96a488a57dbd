"""What could not be delivered, in words: what it was and whose it was, without an address or anything else of the letter."""

from __future__ import annotations

import re
from typing import Any

from flask import render_template, request, url_for
from sqlalchemy import select

from front.blueprint import bp
from kernel import given_up
from kernel.access import staff_only
from kernel.database import db, transaction
from kernel.htmx import done
from kernel.outbox import OutboxMessage, words_of
from kernel.paging import page_of
from kernel.smtp import without_addresses
from members.accounts.member import Member
from members.accounts.token import AccountToken
from members.notices.notice import Notice

_OF_MAIL = re.compile(r"The |Not |SMTP|[245]\d\d[ -]")


def reason_of(message: OutboxMessage) -> str:
    """Why it failed: the mail server's words, without any address in them.

    Of any other error only the kind, since it may quote anybody.
    """
    said = message.last_error or ""
    if _OF_MAIL.match(said):
        return without_addresses(said)
    return f"It failed: {said.partition(':')[0]}"


def people_of(messages: list[OutboxMessage]) -> dict[int, Member]:
    """Whose each was, by the message's id. Three statements."""
    by_notice = _members_of(Notice, "notice_id", messages)
    by_token = _members_of(AccountToken, "token_id", messages)
    ids = {}
    for one in messages:
        asked = one.payload
        ids[one.id] = (
            asked.get("member_id") or by_notice.get(asked.get("notice_id")) or by_token.get(asked.get("token_id"))
        )
    members = db.session.scalars(select(Member).where(Member.id.in_({one for one in ids.values() if one}))).all()
    by_id = {one.id: one for one in members}
    return {message_id: by_id[member_id] for message_id, member_id in ids.items() if member_id in by_id}


def _members_of(model: Any, name: str, messages: list[OutboxMessage]) -> dict[Any, int]:
    """The member of each such row that these messages are about."""
    asked = {one.payload[name] for one in messages if name in one.payload}
    rows = db.session.execute(select(model.id, model.member_id).where(model.id.in_(asked))).all() if asked else []
    return {row.id: row.member_id for row in rows}


@bp.get("/desk/letters")
@staff_only
def failed() -> str:
    """All of them, thirty a page; those put aside on a page of their own."""
    aside = request.args.get("aside") == "1"
    page = page_of(given_up.given_up(aside), request.args.get("page", 1, type=int))
    people = people_of(page.rows)
    return render_template(
        "front/failed.html", page=page, aside=aside, people=people, words_of=words_of, reason_of=reason_of
    )


@bp.post("/desk/letters/<int:message_id>/again")
@staff_only
def try_again(message_id: int) -> Any:
    with transaction():
        given_up.try_again(message_id)
    return done(url_for("front.failed"), "Trying again now.")


@bp.post("/desk/letters/again")
@staff_only
def try_all_again() -> Any:
    with transaction():
        given_up.try_all_again()
    return done(url_for("front.failed"), "Trying all of them again now.")


@bp.post("/desk/letters/<int:message_id>/dismissal")
@staff_only
def dismiss(message_id: int) -> Any:
    with transaction():
        given_up.dismiss(message_id)
    return done(url_for("front.failed"), "Dismissed. You can find it under “Dismissed” for ninety days.")


@bp.post("/desk/letters/dismissal")
@staff_only
def dismiss_all() -> Any:
    with transaction():
        given_up.dismiss_all()
    return done(url_for("front.failed"), "All dismissed. You can find them under “Dismissed” for ninety days.")
