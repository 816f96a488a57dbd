"""When a round is counted, those who voted in it, supported in it or wrote for it are told, two hundred a message, so
that no delivery holds the database for long. Nobody is told twice: the notice's key names the round.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, union

from governance.record.checkpointing import to_keep
from ideas.ballots.ballot import Ballot
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.round import Round
from ideas.supports.support import Support
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.accounts.member import Member
from members.notices.notice import NoticeKind
from members.notices.noticing import notify

AT_ONCE = 200
MOST_NAMED = 3


@delivers("round.counted", "Telling of a round’s result")
def tell_counted(round_id: int, after: int) -> None:
    """Tell the next two hundred, in order of their ids, and post the rest."""
    with transaction():
        round = db.session.get_one(Round, round_id)
        members = _taking_part(round, after)
        winners = _winners(round)
        key, url, enclosed = f"round-counted:{round.id}", f"/rounds/{round.slug}/result", to_keep()
        for member_id in members:
            words = _words(round, winners, member_id)
            notify(member_id, NoticeKind.ROUNDS, key, words, url, enclosed)
        if len(members) == AT_ONCE:
            post("round.counted", key=f"round-counted:{round.id}:{members[-1]}", round_id=round.id, after=members[-1])


def _winners(round: Round) -> Sequence[tuple[str, int]]:
    """(title, author) of each winner, in the order they won."""
    won = select(Concept.title, Concept.author_id).join(ResultLine, ResultLine.concept_id == Concept.id)
    won = won.join(Result, Result.id == ResultLine.result_id).where(Result.round_id == round.id, ResultLine.won)
    return [(title, author) for title, author in db.session.execute(won.order_by(ResultLine.position))]


def _words(round: Round, winners: Sequence[tuple[str, int]], member_id: int) -> str:
    """What one person is told: first whether their own concept won, then who did."""
    theirs = [f"“{title}”" for title, author in winners if author == member_id]
    if theirs:
        return f"Your {' and '.join(theirs)} won in “{round.title}”. Staff now judge in public whether it can be made."
    named = ", ".join(f"“{title}”" for title, _ in winners[:MOST_NAMED])
    more = len(winners) - MOST_NAMED
    who = f"{named}{f' and {more} more' if more > 0 else ''} won" if winners else "nothing won"
    return f"“{round.title}” is counted: {who}. See who won and why, and what your own choices did."


def _taking_part(round: Round, after: int) -> Sequence[int]:
    """The next people to tell. Those whom an import brought in have nowhere to be told."""
    concepts = select(Concept.id).where(Concept.round_id == round.id)
    taking_part = union(
        select(Ballot.member_id).where(Ballot.round_id == round.id),
        select(Support.member_id).where(Support.concept_id.in_(concepts)),
        select(Concept.author_id).where(Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED),
    ).subquery()
    reachable = select(Member.id).where(Member.id.in_(select(taking_part)), Member.email.is_not(None))
    return db.session.scalars(reachable.where(Member.id > after).order_by(Member.id).limit(AT_ONCE)).all()
