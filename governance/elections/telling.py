"""The roll of an election is told when it opens, when voting begins and what came of it, in small portions by the outbox."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from governance.elections.election import Election, ElectionRoll
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.accounts.member import Member
from members.notices.noticing import notify

PORTION = 200
KIND = "decisions"
WORDS = {
    "opened": "An election is open: {title}. Stand for it, or name somebody.",
    "voting": "You can vote now: {title}.",
    "closed": "The votes are counted: {title}.",
}


def tell(election_id: int, occasion: str) -> None:
    """Have the roll told of this occasion, once."""
    key = f"election:{election_id}:{occasion}:0"
    post("election.told", key=key, election_id=election_id, occasion=occasion, after=0)


@delivers("election.told", "Telling of an election")
def tell_portion(election_id: int, occasion: str, after: int) -> None:
    """Tell one portion of the roll, and leave the rest to the next message."""
    with transaction():
        election: Election | None = db.session.get(Election, election_id)
        if election is None:
            return
        people = portion(election, after)
        words = WORDS[occasion].format(title=election.title)
        for member_id in people:
            notify(member_id, KIND, f"election:{election.id}:{occasion}", words, election.path)
        if len(people) == PORTION:
            key = f"election:{election.id}:{occasion}:{people[-1]}"
            post("election.told", key=key, election_id=election.id, occasion=occasion, after=people[-1])


def portion(election: Election, after: int) -> Sequence[int]:
    """The next members of the roll who are still here, by id."""
    here = Member.suspended_at.is_(None) & Member.left_at.is_(None)
    people = select(Member.id).join(ElectionRoll, ElectionRoll.member_id == Member.id)
    people = people.where(ElectionRoll.election_id == election.id, Member.id > after, here)
    return db.session.scalars(people.order_by(Member.id).limit(PORTION)).all()


def announce_voting() -> None:
    """Have rolls told, once, that voting has begun. A clock tick."""
    at = now()
    begun = select(Election.id).where(Election.is_open, Election.voting_at <= at, Election.closes_at > at)
    for election_id in db.session.scalars(begun).all():
        tell(election_id, "voting")
