"""Everything that decides a round's result, read from what is stored: its finalists in the order they were proposed, which
of them were taken out, and each ballot's choices under its receipt. No name of a member is among it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from governance.counting.most_votes import most_votes
from governance.counting.standing import Standing
from governance.record.canonical import digest
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.concept import Concept
from ideas.holds.counted import counted
from ideas.holds.reason import VoteKind
from ideas.rounds.finalist import Finalist
from ideas.rounds.round import Round
from kernel.database import db


@dataclass(frozen=True)
class Inputs:
    """The same inputs always give the same standings and the same digest, in whatever order the ballots were cast."""

    slug: str
    rule: str
    slots: int
    finalists: list[tuple[int, int]]
    taken_out: list[int]
    ballots: dict[str, list[int]]

    @property
    def digest(self) -> str:
        """SHA-256 over all of it; finalists are (concept id, version id), ballots are under their receipts."""
        return digest(
            {
                "round": self.slug,
                "rule": self.rule,
                "slots": self.slots,
                "finalists": self.finalists,
                "taken_out": sorted(self.taken_out),
                "ballots": {receipt: sorted(choices) for receipt, choices in self.ballots.items()},
            }
        )

    def standings(self) -> list[Standing[int]]:
        """The count itself."""
        candidates = [concept_id for concept_id, _ in self.finalists]
        return most_votes(candidates, self.ballots.values(), self.slots, self.taken_out)


def inputs_of(round: Round, taken_out: list[int] | None = None) -> Inputs:
    """What is stored of this round. Taken out are those no longer listed, or at a recount those that were then."""
    finalists = _finalists(round)
    if taken_out is None:
        taken_out = [concept.id for concept, _ in finalists if not concept.is_listed]
    versions = [(concept.id, version_id) for concept, version_id in finalists]
    return Inputs(round.slug, round.counting_rule.value, round.slots, versions, taken_out, _ballots(round))


def _finalists(round: Round) -> list[tuple[Concept, int]]:
    """The finalists with their frozen versions, in the order they were proposed: that order settles ties."""
    rows = (
        select(Concept, Finalist.version_id)
        .join(Finalist, Finalist.concept_id == Concept.id)
        .where(Finalist.round_id == round.id)
        .order_by(Concept.proposed_at, Concept.id)
        .execution_options(populate_existing=True)
    )
    return [(concept, version_id) for concept, version_id in db.session.execute(rows)]


def _ballots(round: Round) -> dict[str, list[int]]:
    rows = (
        select(Ballot.receipt, BallotChoice.concept_id)
        .outerjoin(BallotChoice, BallotChoice.ballot_id == Ballot.id)
        .where(Ballot.round_id == round.id, counted(Ballot.round_id, VoteKind.BALLOT, Ballot.member_id))
    )
    ballots: defaultdict[str, list[int]] = defaultdict(list)
    for receipt, concept_id in db.session.execute(rows):
        ballots[receipt].extend([] if concept_id is None else [concept_id])
    return dict(ballots)
