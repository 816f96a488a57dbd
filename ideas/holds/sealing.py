"""Which votes stay for good once their kind has closed, counted or set apart: all but those of accounts that nobody had
confirmed by then, because such an account may be forgotten, and its votes with it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select

from governance.record.sealing import Seals, seal
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.concept import Concept
from ideas.holds.eligibility import confirmed_by, deadline
from ideas.holds.hold import UncountedVote
from ideas.holds.reason import VoteKind
from ideas.rounds.finalist import Finalist
from ideas.rounds.round import Round
from ideas.supports.support import Support
from members.accounts.member import Member


def support_seals(round: Round) -> Seals:
    """The seals of a round's supports, of those set apart, and of the finalists drawn up from them."""
    concepts = select(Concept.id).where(Concept.round_id == round.id)
    theirs = Support.member_id.in_(_confirmed(round, VoteKind.SUPPORT))
    return {
        "supports": seal(Support, Support.concept_id.in_(concepts), theirs),
        "supports set apart": _set_apart(round, VoteKind.SUPPORT),
        "finalists": seal(Finalist, Finalist.round_id == round.id),
    }


def ballot_seals(round: Round) -> Seals:
    """The seals of a closed round's ballots with their owners, of their choices, and of those set apart."""
    confirmed = Ballot.member_id.in_(_confirmed(round, VoteKind.BALLOT))
    kept = (Ballot.round_id == round.id, or_(Ballot.member_id.is_(None), confirmed))
    return {
        "ballots": seal(Ballot, *kept),
        "choices": seal(BallotChoice, BallotChoice.ballot_id.in_(select(Ballot.id).where(*kept))),
        "ballots set apart": _set_apart(round, VoteKind.BALLOT),
    }


def _set_apart(round: Round, kind: VoteKind) -> str:
    return seal(UncountedVote, UncountedVote.round_id == round.id, UncountedVote.kind == kind)


def _confirmed(round: Round, kind: VoteKind) -> Any:
    return select(Member.id).where(Member.confirmed_at.is_not(None), confirmed_by(deadline(round, kind)))
