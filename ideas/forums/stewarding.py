"""Staff appoint stewards and release them as long as the forum has elected none; who appointed whom is public."""

from __future__ import annotations

from governance.record.pseudonyms import pseudonym_of
from governance.record.recording import record
from ideas.forums.forum import Forum, ForumSteward
from ideas.forums.policy import may_appoint_steward
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def appoint(actor: Member, forum: Forum, member: Member) -> ForumSteward:
    """Make the member a steward of the forum, whose stewards are loaded. Appointing again changes nothing."""
    require(may_appoint_steward(actor, forum, now()))
    if member.is_suspended or not member.is_confirmed:
        raise RuleBroken(f"{member.name} cannot act here at present, so cannot be a steward.", "name")
    for steward in forum.stewards_at(now()):
        if steward.member_id == member.id:
            return steward
    forum.stewards = [steward for steward in forum.stewards if steward.member_id != member.id]
    db.session.flush()  # a term that has ended makes room first
    steward = ForumSteward(member=member, appointed_by=actor.id)
    forum.stewards.append(steward)
    db.session.flush()
    _record("steward.appointed", "appointed", actor, forum, member.id)
    return steward


def release(actor: Member, forum: Forum, member_id: int) -> None:
    """End somebody's stewardship. Releasing who is none changes nothing."""
    require(may_appoint_steward(actor, forum, now()))
    was_steward = forum.is_stewarded_by(member_id, now())
    forum.stewards = [steward for steward in forum.stewards if steward.member_id != member_id]
    if was_steward:
        _record("steward.released", "released", actor, forum, member_id)


def _record(kind: str, done: str, actor: Member, forum: Forum, member_id: int) -> None:
    words = f"A steward of {forum.name} was {done} by staff."
    public = {"words": words, "url": f"/forums/{forum.slug}", "steward": pseudonym_of(member_id)}
    record(kind, f"forum:{forum.id}", {"member": member_id}, actor, **public)
