"""With a few voters the record vouches for their ballots without telling anybody what stands on them."""

from itertools import combinations_with_replacement

from sqlalchemy import select

from governance.record.canonical import digest
from governance.record.entry import RecordEntry
from governance.record.verifying import verify
from kernel.database import db
from tests.governance.charter.cast import elders
from tests.governance.elections.cast import a_candidate, an_election, ballots, counted


def test_nobody_can_work_out_a_small_electorates_ballots_from_the_record(app):
    """Three ballots on two candidates: all there can be are tried until one fits."""
    people = elders(5)
    election = an_election(people)
    one, two = a_candidate(election, people[0]), a_candidate(election, people[1])
    ballots(election, list(zip(people[2:], [[one, two], [two], [one]], strict=False)))
    counted(election)
    told = str(db.session.scalar(select(RecordEntry.payload).where(RecordEntry.kind == "election.counted")))
    rankings = [[one.id], [two.id], [one.id, two.id], [two.id, one.id]]
    whole = {"seats": 1, "candidates": sorted((one.id, two.id)), "seed": election.seed}
    tried = combinations_with_replacement(sorted(rankings), 3)
    assert not [found for found in tried if digest({**whole, "ballots": list(found)}) in told]
    assert verify().faults == []
