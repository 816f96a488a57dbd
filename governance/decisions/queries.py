"""What readers need of decisions. Before the close no query here counts votes: a reader learns only of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from governance.decisions.contribution import Contribution
from governance.decisions.decision import Decision, DecisionRoll
from governance.decisions.outcome import DecisionOutcome
from governance.decisions.vote import Choice, DecisionVote
from kernel.database import db
from kernel.paging import Page, page_of
from members.accounts.member import Member

MOST_OPEN = 50
MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Thread:
    """A contribution with what was answered to it, oldest first."""

    opening: Contribution
    replies: list[Contribution]


def decision_seen(decision_id: int) -> Decision | None:
    """One decision with its proposer and outcome. Decisions are public."""
    shown = (joinedload(Decision.proposer), joinedload(Decision.outcome))
    query = select(Decision).where(Decision.id == decision_id).options(*shown)
    return db.session.scalar(query.execution_options(populate_existing=True))  # type: ignore[no-any-return]


def open_decisions() -> Sequence[Decision]:
    """What is being discussed or voted on, the one that closes first leading."""
    query = select(Decision).where(Decision.is_open).order_by(Decision.closes_at, Decision.id)
    return db.session.scalars(query.options(joinedload(Decision.outcome)).limit(MOST_OPEN)).all()


def closed_decisions(number: int) -> Page[Decision]:
    """What was decided or withdrawn, the newest first."""
    ended = func.coalesce(DecisionOutcome.closed_at, Decision.withdrawn_at)
    query = select(Decision).outerjoin(Decision.outcome).where(~Decision.is_open)
    query = query.order_by(ended.desc(), Decision.id.desc())
    return page_of(query.options(joinedload(Decision.outcome)), number, 20)


def open_about(subject: str) -> Decision | None:
    """The open decision about this, when there is one."""
    found: Decision | None = db.session.scalar(
        select(Decision)
        .where(Decision.subject == subject, Decision.is_open)
        .options(joinedload(Decision.outcome))
        .order_by(Decision.id)
        .limit(1)
    )
    return found


def threads_of(decision: Decision) -> list[Thread]:
    """What was said, in threads, oldest first, with the authors. Three hundred contributions at most."""
    query = select(Contribution).where(Contribution.decision_id == decision.id).order_by(Contribution.id)
    said = db.session.scalars(query.options(joinedload(Contribution.author)).limit(MOST_SHOWN)).all()
    threads = {one.id: Thread(one, []) for one in said if one.parent_id is None}
    for one in said:
        if one.parent_id in threads:
            threads[one.parent_id].replies.append(one)
    return list(threads.values())


def contribution_seen(contribution_id: int) -> Contribution | None:
    """One contribution with its author."""
    found: Contribution | None = db.session.get(
        Contribution, contribution_id, options=[joinedload(Contribution.author)]
    )
    return found


def choice_of(member: Member | None, decision: Decision) -> Choice | None:
    """What this member voted, None when they have not."""
    if member is None:
        return None
    own = (DecisionVote.decision_id == decision.id, DecisionVote.member_id == member.id)
    found: Choice | None = db.session.scalar(select(DecisionVote.choice).where(*own))
    return found


def is_on_roll(member: Member | None, decision: Decision) -> bool:
    """Whether this member may vote on a decision that has a roll; for all others, no."""
    if member is None or not decision.has_roll:
        return False
    return db.session.get(DecisionRoll, (decision.id, member.id)) is not None
