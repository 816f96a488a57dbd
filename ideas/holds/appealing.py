"""Somebody whose vote is held answers in their own words, once, before staff judge it."""

from __future__ import annotations

from ideas.holds.hold import Hold
from ideas.holds.policy import may_appeal
from kernel.clock import now
from kernel.database import db, lock
from kernel.markup import plain_to_html
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

WORDS_LENGTH = 2000


def appeal(member: Member, hold: Hold, words: str) -> None:
    """Keep the answer beside the hold, for staff to read. Raises Refused, RuleBroken on `words`."""
    lock(hold)
    require(may_appeal(member, hold))
    said = words.strip()
    if not said:
        raise RuleBroken("Say in your words why your vote should count.", "words")
    if len(said) > WORDS_LENGTH:
        raise RuleBroken(f"Keep it under {WORDS_LENGTH:,} characters.", "words")
    hold.appealed_at, hold.appeal_source, hold.appeal_html = now(), said, plain_to_html(said)
    db.session.flush()
