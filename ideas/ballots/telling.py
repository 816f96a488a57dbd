"""When a round is counted, those who voted in it, supported in it or wrote for it are told, each what it did with
their own, two hundred a message, so that none holds the database for long. Nobody is told twice: the key names the round.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, union

from governance.record.checkpointing import to_keep
from ideas.ballots.ballot import Ballot
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.round import Round
from ideas.status.mine import Mine, counted_words, parts_in, quoted
from ideas.supports.support import Support
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.accounts.member import Member
from members.notices.notice import NoticeKind
from members.notices.noticing import notify

AT_ONCE = 200


@delivers("round.counted", "Telling of a round’s result")
def tell_counted(round_id: int, after: int) -> None:
    """Tell the next two hundred, in order of their ids, and post the rest."""
    with transaction():
        round = db.session.get_one(Round, round_id)
        members = _taking_part(round, after)
        who_won, parts = _who_won(round), parts_in(round, members)
        key, enclosed = f"round-counted:{round.id}", to_keep()
        for member_id in members:
            mine = parts.get(member_id, Mine())
            url = mine.own[0][0].path if mine.own else f"/rounds/{round.slug}/result"
            notify(member_id, NoticeKind.ROUNDS, key, counted_words(round, mine, who_won, now()), url, enclosed)
        if len(members) == AT_ONCE:
            post("round.counted", key=f"round-counted:{round.id}:{members[-1]}", round_id=round.id, after=members[-1])


def _who_won(round: Round) -> str:
    """The winners in the order they won, in one phrase."""
    won = select(Concept).join(ResultLine, ResultLine.concept_id == Concept.id)
    won = won.join(Result, Result.id == ResultLine.result_id).where(Result.round_id == round.id, ResultLine.won)
    winners = db.session.scalars(won.order_by(ResultLine.position)).all()
    return f"{quoted(winners)} won" if winners else "nothing won"


def _taking_part(round: Round, after: int) -> Sequence[int]:
    """The next people to tell. Those whom an import brought in have nowhere to be told."""
    concepts = select(Concept.id).where(Concept.round_id == round.id)
    taking_part = union(
        select(Ballot.member_id).where(Ballot.round_id == round.id),
        select(Support.member_id).where(Support.concept_id.in_(concepts)),
        select(Concept.author_id).where(Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED),
        select(CoAuthor.member_id).where(CoAuthor.concept_id.in_(concepts), *CoAuthor.active()),
    ).subquery()
    reachable = select(Member.id).where(Member.id.in_(select(taking_part)), Member.email.is_not(None))
    return db.session.scalars(reachable.where(Member.id > after).order_by(Member.id).limit(AT_ONCE)).all()
