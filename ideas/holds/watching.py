"""Reading a round's votes for the detector: new accounts one by one, all others as numbers. Accounts that are not confirmed
are left out, since their votes wait anyway; so are those of an import, which is vouched for as a whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, not_, select

from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.concept import Concept
from ideas.holds.detector.facts import Crowd, Voter
from ideas.holds.detector.thresholds import WATCHED
from ideas.holds.eligibility import deadline
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from ideas.supports.support import Support
from kernel.database import db
from members.accounts.member import Member
from members.accounts.origin import SignUpOrigin


def crowd_of(round: Round, kind: VoteKind) -> Crowd:
    """Everybody who has a vote of this kind in this round. Four statements, however many they are."""
    votes = _votes(round, kind).subquery()
    since = deadline(round, kind) - timedelta(seconds=WATCHED)
    watched = and_(
        Member.imported_from.is_(None),
        Member.confirmed_at.is_not(None),
        Member.created_at >= since,
    )
    voters = _watched(votes, watched)
    crowd = Crowd(voters, len(voters), ordered=kind is VoteKind.SUPPORT)
    for voter in voters:
        crowd.count(voter, 1)
    return _with_others(crowd, votes, not_(watched))


def _votes(round: Round, kind: VoteKind) -> Select[Any, Any, Any]:
    """(member_id, concept_id, at) of every single choice."""
    if kind is VoteKind.BALLOT:
        chosen = select(Ballot.member_id, BallotChoice.concept_id, Ballot.cast_at.label("at"))
        return chosen.join(BallotChoice, BallotChoice.ballot_id == Ballot.id).where(Ballot.round_id == round.id)
    chosen = select(Support.member_id, Support.concept_id, Support.created_at.label("at"))
    return chosen.join(Concept, Concept.id == Support.concept_id).where(Concept.round_id == round.id)


def _watched(votes: Any, watched: Any) -> list[Voter]:
    choices: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = select(votes.c.member_id, votes.c.concept_id, votes.c.at).join(Member, Member.id == votes.c.member_id)
    for member_id, concept_id, at in db.session.execute(rows.where(watched)):
        choices[member_id].append((concept_id, int(at.timestamp())))
    people = select(Member.id, Member.created_at, SignUpOrigin.network).outerjoin(SignUpOrigin)
    found = db.session.execute(people.where(watched, Member.id.in_(select(votes.c.member_id))))
    return [
        Voter(member_id, int(joined.timestamp()), network, False, tuple(sorted(choices[member_id], key=_in_order)))
        for member_id, joined, network in found
        if member_id in choices
    ]


def _in_order(choice: tuple[int, int]) -> tuple[int, int]:
    concept_id, at = choice
    return at, concept_id


def _with_others(crowd: Crowd, votes: Any, others: Any) -> Crowd:
    single = case((func.count() == 1, 1), else_=0).label("single")
    each = select(votes.c.member_id, func.min(votes.c.concept_id).label("concept_id"), single)
    each = each.join(Member, Member.id == votes.c.member_id).where(others).group_by(votes.c.member_id)
    people = each.subquery()
    chose = select(votes.c.concept_id, func.count()).join(Member, Member.id == votes.c.member_id).where(others)
    crowd.chose.update(Counter(dict(db.session.execute(chose.group_by(votes.c.concept_id)).all())))
    parts = (people.c.single, people.c.concept_id)
    counts = select(*parts, func.count()).group_by(*parts)
    size = crowd.size
    for single, concept_id, number in db.session.execute(counts):
        size += number
        crowd.chose_only[concept_id] += number if single else 0
    return Crowd(crowd.voters, size, crowd.chose, crowd.chose_only, crowd.ordered)
