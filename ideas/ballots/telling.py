"""When a round is counted, those who voted in it, supported in it or wrote for it are told, two hundred a message, so
that no delivery holds the database for long. Nobody is told twice: the notice's key names the round.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, union

from governance.record.checkpointing import to_keep
from ideas.ballots.ballot import Ballot
from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.round import Round
from ideas.supports.support import Support
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.accounts.member import Member
from members.notices.notice import NoticeKind
from members.notices.noticing import notify

AT_ONCE = 200


@delivers("round.counted")
def tell_counted(round_id: int, after: int) -> None:
    """Tell the next two hundred, in order of their ids, and post the rest."""
    with transaction():
        round = db.session.get_one(Round, round_id)
        members = _taking_part(round, after)
        words = f"“{round.title}” is counted: see who won and why, and what your own choices did."
        key, url, enclosed = f"round-counted:{round.id}", f"/rounds/{round.slug}/result", to_keep()
        for member_id in members:
            notify(member_id, NoticeKind.ROUNDS, key, words, url, enclosed)
        if len(members) == AT_ONCE:
            post("round.counted", key=f"round-counted:{round.id}:{members[-1]}", round_id=round.id, after=members[-1])


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
