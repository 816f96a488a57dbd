"""A steward can be recalled by the members of their forum: a decision with the charter's majority, carried out by itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from governance.charter.values import value
from governance.decisions import kinds
from governance.decisions.decision import Decision
from governance.decisions.kinds import Change, Kind
from governance.decisions.opening import Motion, Terms, open_decision
from governance.record.canonical import moment
from governance.record.pseudonyms import pseudonym_of
from governance.record.recording import record
from ideas.forums.forum import Forum, ForumSteward
from ideas.forums.membership import active_members
from ideas.forums.policy import may_ask_recall
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from members.accounts.member import Member
from members.notices.noticing import notify

RECALL = "recall"


def is_active(member: Member | None, forum: Forum) -> bool:
    """Whether this member is one of the forum's members now."""
    if member is None:
        return False
    return db.session.scalar(active_members(forum).where(Member.id == member.id)) is not None


def ask_recall(actor: Member, forum: Forum, steward: ForumSteward, reason: str) -> Decision:
    """Put the recall of this steward to the forum's members, with reasons (Markdown). The steward's member is loaded."""
    require(may_ask_recall(actor, forum, steward, is_active(actor, forum), now()))
    roll = db.session.scalars(active_members(forum)).all()
    named = {"forum": forum.id, "slug": forum.slug, "steward": steward.id, "since": moment(steward.since)}
    title = f"Recall {steward.member.name} as a steward of {forum.name}"[:140]
    motion = Motion(RECALL, f"forum:{forum.id}:steward:{steward.id}", title, reason, named)
    decision = open_decision(actor, motion, Terms(majority_percent=value("steward.recall-percent")), roll=roll)
    words = f"The members of {forum.name} were asked to recall you as a steward. Say what you think of it."
    notify(steward.member_id, "decisions", f"recall:{decision.id}", words, decision.path)
    return decision


def _carry_out(decision: Decision) -> None:
    """Remove the steward, unless they have left office, or were elected anew, since: a number may be given twice."""
    steward = db.session.get(ForumSteward, int(decision.proposed["steward"]))
    if steward is None or not steward.is_in_office(now()) or moment(steward.since) != decision.proposed["since"]:
        return
    forum = db.session.scalars(
        select(Forum).where(Forum.id == steward.forum_id).options(selectinload(Forum.stewards))
    ).one()
    forum.stewards = [one for one in forum.stewards if one.id != steward.id]
    record(
        "steward.recalled",
        f"forum:{forum.id}",
        words=f"A steward of {forum.name} was recalled by its members, by decision {decision.id}.",
        url=decision.path,
        steward=pseudonym_of(steward.member_id),
        decision=decision.id,
    )
    words = f"The members of {forum.name} recalled you as a steward."
    notify(steward.member_id, "decisions", f"recalled:{decision.id}", words, decision.path)


def _change(decision: Decision) -> Change:
    return Change("steward", "no steward", "The seat stays free until the forum elects again.")


kinds.add(
    Kind(
        RECALL,
        "Recall of a steward",
        _carry_out,
        lambda decision: f"/forums/{decision.proposed['slug']}",
        _change,
        "They are steward no longer, at once.",
        "They stay until their term ends.",
    )
)
