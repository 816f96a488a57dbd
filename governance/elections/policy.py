"""Who may stand and vote: the members on the roll, frozen when the election opened. Staff have no voice beyond it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from governance.decisions.policy import standing
from governance.elections.candidate import Candidate
from governance.elections.election import Election, Phase
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member


@dataclass(frozen=True, slots=True)
class OnRoll:
    """Whether somebody is on the roll of an election, and may stand in it."""

    votes: bool = False
    stands: bool = False


def may_nominate(member: Member | None, election: Election, roll: OnRoll, at: datetime) -> Verdict:
    """Whether they may name a candidate, themselves or another of the roll."""
    able = _on_roll(member, roll)
    if not able:
        return able
    if election.phase(at) is not Phase.NOMINATING:
        return refused("Nominations are over.")
    return ALLOWED


def may_stand(member: Member | None, election: Election, roll: OnRoll, at: datetime) -> Verdict:
    """Whether they may be a candidate themselves."""
    able = may_nominate(member, election, roll, at)
    if able and not roll.stands:
        return refused("You hold this office beyond this election. Let somebody else have the free seat.")
    return able


def may_answer(member: Member | None, candidate: Candidate, election: Election, at: datetime) -> Verdict:
    """Whether they may accept being named, or step back: the candidate alone, before voting begins."""
    able = standing(member)
    if member is None or not able:
        return able
    if candidate.member_id != member.id:
        return refused("Only the candidate can say this.")
    if election.phase(at) is not Phase.NOMINATING:
        return refused("Voting has begun: the candidates are fixed.")
    return ALLOWED


def may_vote(member: Member | None, election: Election, roll: OnRoll, at: datetime) -> Verdict:
    """Whether they may cast or change a ballot now."""
    able = _on_roll(member, roll)
    if not able:
        return able
    phase = election.phase(at)
    if phase is Phase.NOMINATING:
        return refused("Voting begins when the nominations are over.")
    return ALLOWED if phase is Phase.VOTING else refused("Voting is over.")


def _on_roll(member: Member | None, roll: OnRoll) -> Verdict:
    able = standing(member)
    if able and not roll.votes:
        return refused("You were not on the roll when this election opened: it is for members who were active here.")
    return able
