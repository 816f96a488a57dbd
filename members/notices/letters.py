"""A notice by letter. Who has stopped that kind, read it already or left gets none."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kernel.database import db
from kernel.mail import send
from kernel.outbox import delivers
from members.letters import link
from members.notices.notice import LABELS, LetterStop, Notice
from members.notices.stopping import stop_part


@delivers("letter.notice", "A notice")
def letter(notice_id: int) -> None:
    """One notice to its member's address, with the link that stops its kind."""
    notice: Notice | None = db.session.get(Notice, notice_id, options=[joinedload(Notice.member, innerjoin=True)])
    if notice is None or notice.read_at or notice.member.has_left or not notice.member.email_folded:
        return
    stopped = select(LetterStop.id).where(LetterStop.member_id == notice.member_id, LetterStop.kind == notice.kind)
    if db.session.scalar(stopped):
        return
    part = stop_part(notice.member_id, notice.kind)
    send(
        "notice",
        to=str(notice.member.email),
        key=f"notice:{notice_id}",
        stop_url=link("notices.stop", token=part) if notice.kind in LABELS else "",
        member=notice.member,
        notice=notice,
        url=f"{current_app.config['SITE_URL']}{notice.url}",
    )
