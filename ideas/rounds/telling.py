"""Who is told about a round: those who took part in its forum when it is announced or opens, those who take part in it
when balloting begins or its dates move. Told in small portions by the outbox, so that a large round blocks nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, or_, select

from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.amendment import BriefAmendment
from ideas.rounds.phase import Phase
from ideas.rounds.round import Rescheduling, Round
from ideas.status.mine import Mine, ballot_words, missed, missed_notice, parts_in
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
}


@delivers("round.phase", "Telling of a round’s new phase")
def tell_phase(round_id: int, phase: str, after: int) -> None:
    """Tell one portion of people that a phase has begun, and leave the rest to the next message."""
    with transaction():
        round = db.session.get(Round, round_id)
        if round is None or round.withdrawn_at is not None:
            return
        begun = Phase(phase)
        taking_part = Concept.round_id == round.id if begun is Phase.BALLOTING else Concept.forum_id == round.forum_id
        people = audience(taking_part, after)
        if begun is Phase.BALLOTING:
            _tell_ballot(round, people)
        else:
            _tell(people, f"round:{round.id}:{phase}", WORDS[begun].format(title=round.title), f"/rounds/{round.slug}")
        if len(people) == PORTION:
            ids = {"round_id": round_id, "phase": phase, "after": people[-1]}
            post("round.phase", key=f"round-phase:{round_id}:{phase}:{people[-1]}", **ids)


def _tell_ballot(round: Round, people: Sequence[int]) -> None:
    """That the ballot is open, with what became of each one's own and supported concepts; and who missed it, apart."""
    parts = parts_in(round, people)
    for member_id in people:
        mine = parts.get(member_id, Mine())
        for concept, facts in missed(mine):
            words = missed_notice(round, concept, facts.finalists)
            notify(member_id, "concepts", f"not-on-ballot:{concept.id}", words, concept.path)
        key = f"round:{round.id}:{Phase.BALLOTING.value}"
        notify(member_id, KIND, key, ballot_words(round, mine), f"/rounds/{round.slug}/ballot")


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
        _tell(people, f"rescheduling:{moved.id}", words, f"/rounds/{round.slug}#timetable")
        _go_on("round.rescheduled", f"round-rescheduled:{moved.id}", people, rescheduling_id=moved.id)


@delivers("round.amended", "Telling of a round’s amended brief")
def tell_amendment(amendment_id: int, after: int) -> None:
    """Tell one portion of those taking part, and of those who draft for it, that the brief was amended, and why."""
    with transaction():
        amendment = db.session.get(BriefAmendment, amendment_id)
        round = db.session.get(Round, amendment.round_id) if amendment else None
        if amendment is None or round is None:
            return
        people = audience(Concept.round_id == round.id, after, drafting_in=round.id)
        words = f"The brief of “{round.title}” was amended. The reason: {amendment.reason[:200]}"
        _tell(people, f"amendment:{amendment.id}", words, f"/rounds/{round.slug}/amendments")
        _go_on("round.amended", f"round-amended:{amendment.id}", people, amendment_id=amendment.id)


@delivers("round.withdrawn", "Telling that a round was withdrawn")
def tell_withdrawal(round_id: int, after: int) -> None:
    """Tell one portion of those who heard of the round, or drafted for it, that it will not take place, and why."""
    with transaction():
        round = db.session.get(Round, round_id)
        if round is None:
            return
        people = audience(Concept.forum_id == round.forum_id, after, drafting_in=round.id)
        words = f"“{round.title}” was withdrawn before it began. The reason: {round.withdrawn_reason[:200]}"
        _tell(people, f"round:{round.id}:withdrawn", words, f"/rounds/{round.slug}")
        _go_on("round.withdrawn", f"round-withdrawn:{round_id}", people, round_id=round_id)


def _tell(people: Sequence[int], key: str, words: str, url: str) -> None:
    for member_id in people:
        notify(member_id, KIND, key, words, url)


def _go_on(kind: str, key: str, people: Sequence[int], **ids: int) -> None:
    """Post the next portion, after a full one."""
    if len(people) == PORTION:
        post(kind, key=f"{key}:{people[-1]}", after=people[-1], **ids)


def audience(taking_part: Any, after: int, drafting_in: int | None = None) -> Sequence[int]:
    """The next portion of members who proposed, co-wrote or supported a concept of which `taking_part` holds, by id, and
    of those who have a draft in the round `drafting_in`.
    """
    published = Concept.state != ConceptState.DRAFT
    proposed = exists().where(Concept.author_id == Member.id, published, taking_part)
    mate = exists().where(
        CoAuthor.member_id == Member.id, *CoAuthor.active(), Concept.id == CoAuthor.concept_id, published, taking_part
    )
    supported = exists().where(Support.member_id == Member.id, Support.concept_id == Concept.id, taking_part)
    able = Member.confirmed_at.is_not(None) & Member.suspended_at.is_(None) & Member.left_at.is_(None)
    reachable = able & Member.email.is_not(None)  # those whom an import brought in have nowhere to be told
    concerned = [proposed, mate, supported]
    if drafting_in:
        concerned.append(exists().where(Concept.author_id == Member.id, Concept.round_id == drafting_in))
    people = select(Member.id).where(Member.id > after, reachable, or_(*concerned))
    return db.session.scalars(people.order_by(Member.id).limit(PORTION)).all()
