"""What readers need of elections. Before the close nobody's ballot is read but one's own, and nothing is counted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from governance.elections.ballot import ElectionChoice
from governance.elections.candidate import Candidate
from governance.elections.election import Election, ElectionRoll
from governance.elections.policy import OnRoll
from governance.elections.result import ElectionResult
from kernel.database import db
from kernel.paging import Page, page_of
from members.accounts.member import Member

MOST_OPEN = 50


def election_seen(election_id: int) -> Election | None:
    """One election with its result. Elections are public."""
    found: Election | None = db.session.get(Election, election_id, options=[joinedload(Election.result)])
    return found


def open_elections() -> Sequence[Election]:
    """What is open, the one that closes first leading."""
    query = select(Election).where(Election.is_open).order_by(Election.closes_at, Election.id)
    return db.session.scalars(query.limit(MOST_OPEN)).all()


def closed_elections(number: int) -> Page[Election]:
    """What was elected, newest first, with the results."""
    query = select(Election).join(Election.result).order_by(Election.closes_at.desc(), Election.id.desc())
    return page_of(query.options(joinedload(Election.result)), number, 20)


def newest_for(office: str) -> Election | None:
    """The last election to this office, open or closed."""
    newest = select(Election).where(Election.office == office).order_by(Election.opened_at.desc(), Election.id.desc())
    found: Election | None = db.session.scalar(newest.limit(1))
    return found


def candidates_of(election: Election) -> list[Candidate]:
    """Everybody named, in the order named, with who named them; those who declined or stepped back too."""
    query = select(Candidate).where(Candidate.election_id == election.id).order_by(Candidate.id)
    return list(db.session.scalars(query.options(joinedload(Candidate.member), joinedload(Candidate.nominator))).all())


def candidate_seen(election_id: int, candidate_id: int) -> Candidate | None:
    """One candidate of this election, with the member."""
    query = select(Candidate).where(Candidate.id == candidate_id, Candidate.election_id == election_id)
    found: Candidate | None = db.session.scalar(query.options(joinedload(Candidate.member)))
    return found


def on_roll(member: Member | None, election: Election) -> OnRoll:
    """Whether this member may vote and stand."""
    if member is None:
        return OnRoll()
    row = db.session.get(ElectionRoll, (election.id, member.id))
    return OnRoll(True, row.may_stand) if row else OnRoll()


def ranking_of(member: Member | None, election: Election) -> list[int]:
    """This member's own ballot, first choice first; empty when they have none."""
    if member is None:
        return []
    own = (ElectionChoice.election_id == election.id, ElectionChoice.member_id == member.id)
    return list(db.session.scalars(select(ElectionChoice.candidate_id).where(*own).order_by(ElectionChoice.rank)))


def elected_in(election_id: int) -> list[int]:
    """The members elected, by id, in the order they were."""
    result = db.session.get(ElectionResult, election_id)
    ids = result.counted["elected"] if result else []
    rows = select(Candidate.id, Candidate.member_id).where(Candidate.id.in_(ids))
    members = {row.id: row.member_id for row in db.session.execute(rows)}
    return [members[one] for one in ids]
