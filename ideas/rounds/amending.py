"""A brief that people work to is amended with a public reason: the words it had stay beside the new ones, and those who take
part are told.
"""

from __future__ import annotations

from governance.record.canonical import digest
from governance.record.recording import record
from ideas.rounds.amendment import BriefAmendment
from ideas.rounds.found import let_find
from ideas.rounds.policy import may_amend
from ideas.rounds.rescheduling import REASON_LENGTH
from ideas.rounds.round import Round
from ideas.rounds.terms import write_brief
from kernel.database import db, lock, now_by_the_database
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def amend_brief(actor: Member, round: Round, brief: str, exclusions: str, reason: str) -> BriefAmendment:
    """Give the brief and what is not wanted these words. The round's forum with its stewards must be loaded."""
    lock(round)
    at = now_by_the_database()
    require(may_amend(actor, round, at))
    reason = reason.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Say why, in {REASON_LENGTH:,} characters or fewer: people work to this brief.", "reason")
    was = BriefAmendment(round_id=round.id, amended_by=actor.id, amended_at=at, reason=reason)
    was.was_brief_source, was.was_brief_html = round.brief_source, round.brief_html
    was.was_exclusions = round.exclusions
    write_brief(round, brief, exclusions)
    if (round.brief_source, round.exclusions) == (was.was_brief_source, was.was_exclusions):
        raise RuleBroken("These are the words it has already.", "brief")
    round.amended_at = at
    db.session.add(was)
    db.session.flush()
    let_find(round)
    record(
        "round.amended",
        f"round:{round.slug}",
        actor=actor,
        words=f"The brief of {round.title} was amended: {reason}",
        url=f"/rounds/{round.slug}/amendments",
        was=digest([was.was_brief_source, was.was_exclusions]),
        becomes=digest([round.brief_source, round.exclusions]),
        reason=reason,
    )
    post("round.amended", key=f"round-amended:{was.id}:0", amendment_id=was.id, after=0)
    return was
