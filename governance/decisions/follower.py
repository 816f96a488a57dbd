"""Members who asked to be told of every decision: when it opens, when voting begins, and what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column

from governance.decisions.policy import standing
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import Model, db
from kernel.policy import require
from members.accounts.member import Member


class DecisionFollower(Model):
    """One member, until they ask no more."""

    __tablename__ = "decision_follower"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime]


def follow(member: Member) -> None:
    """Be told of every decision from now on; twice is once."""
    require(standing(member))
    row = insert_unless_there(DecisionFollower).values(member_id=member.id, since=now())
    db.session.execute(row.on_conflict_do_nothing())


def unfollow(member: Member) -> None:
    """Be told no more."""
    db.session.execute(delete(DecisionFollower).where(DecisionFollower.member_id == member.id))


def follows(member: Member | None) -> bool:
    """Whether they asked to be told."""
    return member is not None and db.session.get(DecisionFollower, member.id) is not None
