"""Who is told about a round: those who took part in its forum when it is announced or opens, those who take part in it
when balloting begins or its dates move. Told in small portions by the outbox, so that a large round blocks nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, or_, select

from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.phase import Phase
from ideas.rounds.round import Rescheduling, Round
from ideas.supports.support import Support
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.accounts.member import Member
from members.notices.noticing import notify

PORTION = 200
KIND = "rounds"
WORDS = {
    Phase.ANNOUNCED: "A new round is announced: {title}.",
    Phase.PROPOSING: "“{title}” takes proposals now.",
    Phase.BALLOTING: "The ballot of “{title}” is open: choose among the finalists.",
}


@delivers("round.phase", "Telling of a round’s new phase")
def tell_phase(round_id: int, phase: str, after: int) -> None:
    """Tell one portion of people that a phase has begun, and leave the rest to the next message."""
    with transaction():
        round = db.session.get(Round, round_id)
        if round is None:
            return
        begun = Phase(phase)
        taking_part = Concept.round_id == round.id if begun is Phase.BALLOTING else Concept.forum_id == round.forum_id
        people = audience(taking_part, after)
        for member_id in people:
            key = f"round:{round.id}:{phase}"
            notify(member_id, KIND, key, WORDS[begun].format(title=round.title), f"/rounds/{round.slug}")
        if len(people) == PORTION:
            ids = {"round_id": round_id, "phase": phase, "after": people[-1]}
            post("round.phase", key=f"round-phase:{round_id}:{phase}:{people[-1]}", **ids)


@delivers("round.rescheduled", "Telling of a round’s new dates")
def tell_rescheduling(rescheduling_id: int, after: int) -> None:
    """Tell one portion of those taking part that the dates have moved, and why."""
    with transaction():
        moved = db.session.get(Rescheduling, rescheduling_id)
        round = db.session.get(Round, moved.round_id) if moved else None
        if moved is None or round is None:
            return
        people = audience(Concept.round_id == round.id, after)
        words = f"The dates of “{round.title}” have moved. The reason: {moved.reason[:200]}"
        for member_id in people:
            notify(member_id, KIND, f"rescheduling:{moved.id}", words, f"/rounds/{round.slug}#timetable")
        if len(people) == PORTION:
            key = f"round-rescheduled:{moved.id}:{people[-1]}"
            post("round.rescheduled", key=key, rescheduling_id=moved.id, after=people[-1])


def audience(taking_part: Any, after: int) -> Sequence[int]:
    """The next portion of members who proposed or supported a concept of which `taking_part` holds, by id."""
    proposed = exists().where(Concept.author_id == Member.id, Concept.state != ConceptState.DRAFT, taking_part)
    supported = exists().where(Support.member_id == Member.id, Support.concept_id == Concept.id, taking_part)
    able = Member.confirmed_at.is_not(None) & Member.suspended_at.is_(None) & Member.left_at.is_(None)
    reachable = able & Member.email.is_not(None)  # those whom an import brought in have nowhere to be told
    people = select(Member.id).where(Member.id > after, reachable, or_(proposed, supported))
    return db.session.scalars(people.order_by(Member.id).limit(PORTION)).all()
