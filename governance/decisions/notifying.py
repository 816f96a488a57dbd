"""Who is told of a decision: those who asked to be, those on its roll, and at its end also those who took part.

Told in small portions by the outbox, so that a large electorate blocks nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, or_, select

from governance.decisions.contribution import Contribution
from governance.decisions.decision import Decision, DecisionRoll
from governance.decisions.follower import DecisionFollower
from governance.decisions.vote import DecisionVote
from governance.events import DecisionFailed, DecisionPassed
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.accounts.member import Member
from members.notices.noticing import notify

PORTION = 200
KIND = "decisions"
WORDS = {
    "opened": "“{title}” was put to the members. It is being discussed now.",
    "voting": "You can vote now: “{title}”.",
    "cooling off": "The members said yes to “{title}”. It takes effect when its cooling-off has run.",
    "passed": "The members said yes to “{title}”, and it is in force.",
    "failed": "“{title}” did not pass. Its page says what was missing.",
    "withdrawn": "“{title}” was withdrawn by who proposed it. Nothing changes.",
}
ENDS = ("cooling off", "passed", "failed", "withdrawn")


def tell(decision_id: int, occasion: str) -> None:
    """Have people told of this occasion, once."""
    key = f"decision:{decision_id}:{occasion}:0"
    post("decision.told", key=key, decision_id=decision_id, occasion=occasion, after=0)


def tell_passed(event: DecisionPassed) -> None:
    """It is in force."""
    tell(event.decision_id, "passed")


def tell_failed(event: DecisionFailed) -> None:
    """It did not pass."""
    tell(event.decision_id, "failed")


@delivers("decision.told", "Telling of a decision")
def tell_portion(decision_id: int, occasion: str, after: int) -> None:
    """Tell one portion of people, and leave the rest to the next message."""
    with transaction():
        decision: Decision | None = db.session.get(Decision, decision_id)
        if decision is None:
            return
        words = WORDS[occasion].format(title=decision.heading)
        people = audience(decision, after, ended=occasion in ENDS)
        for member_id in people:
            notify(member_id, KIND, f"decision:{decision.id}:{occasion}", words, decision.path)
        if len(people) == PORTION:
            key = f"decision:{decision.id}:{occasion}:{people[-1]}"
            post("decision.told", key=key, decision_id=decision.id, occasion=occasion, after=people[-1])


def audience(decision: Decision, after: int, ended: bool) -> Sequence[int]:
    """The next portion of members to be told, by id."""
    asked = exists().where(DecisionFollower.member_id == Member.id)
    named = exists().where(DecisionRoll.member_id == Member.id, DecisionRoll.decision_id == decision.id)
    wanted: list[Any] = [asked, named]
    if ended:
        voted = exists().where(DecisionVote.member_id == Member.id, DecisionVote.decision_id == decision.id)
        spoke = exists().where(Contribution.author_id == Member.id, Contribution.decision_id == decision.id)
        wanted += [voted, spoke, Member.id == decision.proposer_id]
    able = Member.email_folded.is_not(None) & Member.suspended_at.is_(None) & Member.left_at.is_(None)
    people = select(Member.id).where(Member.id > after, able, or_(*wanted))
    return db.session.scalars(people.order_by(Member.id).limit(PORTION)).all()


def announce_voting() -> None:
    """Have people told, once, that voting on a decision has begun. A clock tick."""
    at = now()
    voting = select(Decision.id).where(Decision.is_open, Decision.voting_at <= at, Decision.closes_at > at)
    for decision_id in db.session.scalars(voting).all():
        tell(decision_id, "voting")
