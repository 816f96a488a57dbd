"""Everything that decides a round's result, read from what is stored: its rule, its seed, its finalists with their costs,
which of them were taken out, and each ballot under its receipt. No name of a member is among it.

Two functions are all that a recount needs: `inputs_of` for the count, and `ballots_of` for the ballots one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from governance.counting.contest import BallotKind, TieRule
from governance.record.canonical import canonical
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.concept import Concept
from ideas.holds.counted import counted
from ideas.holds.reason import VoteKind
from ideas.rounds.finalist import Finalist
from ideas.rounds.round import Round
from ideas.rounds.rule import RoundRule
from kernel.database import db

Marks = tuple[tuple[str, int], ...]
Told = Callable[[int], None]
READ_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Entrant:
    """A finalist as it is counted. Its label is the id in the file it came from where such ids settle ties, else its
    concept's id; `cost` is in minor units, or 1 for a slot; not standing means hidden, in public, before the count.
    """

    label: str
    concept_id: int
    version_id: int
    cost: int
    standing: bool


@dataclass(frozen=True)
class Inputs:
    """The same inputs always give the same outcome and the same digest, in whatever order the ballots were cast.

    `votes` counts equal ballots: marks are (label, points), (label, rank) by rank, or (label, 1) by label.
    """

    slug: str
    rule: RoundRule
    seed: str
    entrants: tuple[Entrant, ...]
    votes: Counter[Marks]
    digest: str

    @property
    def ballots(self) -> int:
        """How many ballots are counted."""
        return self.votes.total()

    @property
    def taken_out(self) -> list[int]:
        """The concepts that cannot win."""
        return [entrant.concept_id for entrant in self.entrants if not entrant.standing]


def is_counted(round: Round) -> ColumnElement[bool]:
    """Which ballots a count of this round takes: all but those set apart at the close, held and invalidated ones too."""
    return and_(Ballot.round_id == round.id, counted(Ballot.round_id, VoteKind.BALLOT, Ballot.member_id))


def ballots_in(round: Round) -> int:
    """How many ballots a count of this round takes."""
    return db.session.scalar(select(func.count()).select_from(Ballot).where(is_counted(round))) or 0


def inputs_of(round: Round, taken_out: Collection[int] | None = None, told: Told = lambda done: None) -> Inputs:
    """What is stored of this round. Taken out are those no longer listed, or at a recount those that were then.

    `told` hears now and then how many ballots are read.
    """
    entrants = entrants_of(round, taken_out)
    hashed = sha256(heading(round, entrants))
    votes: Counter[Marks] = Counter()
    for number, (receipt, marks) in enumerate(ballots_of(round, entrants), 1):
        hashed.update(ballot_line(round.ballot_kind, receipt, marks))
        votes[marks] += 1
        if number % READ_AT_ONCE == 0:
            told(number)
    return Inputs(round.slug, round.rule, round.seed, entrants, votes, hashed.hexdigest())


def heading(round: Round, entrants: Collection[Entrant]) -> bytes:
    """The first line of what the digest covers, as canonical JSON: all but the ballots."""
    listed = [[one.label, one.version_id, one.cost, int(one.standing)] for one in entrants]
    return canonical({"round": round.slug, "rule": round.rule.facts, "seed": round.seed, "finalists": listed}) + b"\n"


def ballot_line(kind: BallotKind, receipt: str, marks: Marks) -> bytes:
    """One ballot as the digest covers it: the receipt, a space, then 3,7 for ticks, 3:5,7:2 for points, 7>3 for ranks."""
    if kind is BallotKind.POINTS:
        told = ",".join(f"{label}:{points}" for label, points in marks)
    else:
        told = (">" if kind is BallotKind.RANKED else ",").join(label for label, _ in marks)
    return f"{receipt} {told}\n".encode()


def entrants_of(round: Round, taken_out: Collection[int] | None = None) -> tuple[Entrant, ...]:
    """The finalists with their frozen versions and costs, in the order of their concepts' ids."""
    rows = (
        select(Concept, Finalist)
        .join(Finalist, Finalist.concept_id == Concept.id)
        .where(Finalist.round_id == round.id)
        .order_by(Concept.id)
        .execution_options(populate_existing=True)
    )
    by_id = round.tie_rule is TieRule.BY_ID
    found = [
        Entrant(
            label=(concept.external_id if by_id else None) or str(concept.id),
            concept_id=concept.id,
            version_id=finalist.version_id,
            cost=finalist.cost_minor or 1,
            standing=concept.is_listed,
        )
        for concept, finalist in db.session.execute(rows)
    ]
    if taken_out is None:
        return tuple(found)
    return tuple(replace(one, standing=one.concept_id not in taken_out) for one in found)


def ballots_of(round: Round, entrants: Collection[Entrant]) -> Iterator[tuple[str, Marks]]:
    """(receipt, marks) of every counted ballot, in the order of the receipts."""
    labels = {entrant.concept_id: entrant.label for entrant in entrants}
    known: dict[tuple[Any, ...], tuple[str, int]] = {}  # equal marks are one object: there may be millions
    rows = (
        select(Ballot.receipt, BallotChoice.concept_id, BallotChoice.points, BallotChoice.rank)
        .outerjoin(BallotChoice, BallotChoice.ballot_id == Ballot.id)
        .where(is_counted(round))
        .order_by(Ballot.receipt, BallotChoice.rank, BallotChoice.concept_id)
        .execution_options(yield_per=READ_AT_ONCE)
    )
    for receipt, chosen in groupby(db.session.connection().execute(rows), key=itemgetter(0)):
        marks = []
        for _, id_, points, rank in chosen:
            if id_ and (id_, points, rank) not in known:
                known[id_, points, rank] = labels.get(id_, f"?{id_}"), points or rank or 1
            if id_:
                marks.append(known[id_, points, rank])
        yield receipt, tuple(marks)
