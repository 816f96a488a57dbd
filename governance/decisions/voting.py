"""Voting: yes, no or abstain, once per member, changeable until the close. The clock is read after the decision is held."""

from __future__ import annotations

from governance.decisions.decision import Decision
from governance.decisions.policy import may_vote
from governance.decisions.queries import is_on_roll
from governance.decisions.vote import Choice, DecisionVote
from kernel.conflicts import insert_unless_there
from kernel.database import db, lock, now_by_the_database
from kernel.policy import require
from members.accounts.member import Member


def vote(member: Member, decision: Decision, choice: Choice) -> None:
    """Cast or change this member's vote. Raises Refused outside the voting time and for whom it is not."""
    lock(decision)
    at = now_by_the_database()
    require(may_vote(member, decision, is_on_roll(member, decision), at))
    row = insert_unless_there(DecisionVote).values(
        decision_id=decision.id, member_id=member.id, choice=choice, cast_at=at
    )
    db.session.execute(
        row.on_conflict_do_update(index_elements=["decision_id", "member_id"], set_={"choice": choice, "cast_at": at})
    )
