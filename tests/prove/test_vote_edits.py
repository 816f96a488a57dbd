"""A thousand edits of one byte in stored votes, results and the charter, on each engine: every one of them is found."""

import random

import pytest

from governance.charter.conduct import ConductRule
from governance.charter.enactment import Enactment
from governance.decisions.outcome import DecisionOutcome
from governance.decisions.vote import DecisionVote
from governance.elections.ballot import ElectionBallot, ElectionChoice
from governance.elections.candidate import Candidate
from governance.elections.election import ElectionRoll
from governance.elections.result import ElectionResult
from governance.record.verifying import verify
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.result import Result, ResultLine
from ideas.holds.hold import UncountedVote
from ideas.rounds.finalist import Finalist
from ideas.supports.support import Support
from tests.governance.byte_edits import missed_of
from tests.prove.votes import everything_voted

VOTES = (
    Ballot,
    BallotChoice,
    Support,
    UncountedVote,
    DecisionVote,
    Candidate,
    ElectionRoll,
    ElectionBallot,
    ElectionChoice,
)
COUNTS = (Finalist, Result, ResultLine, DecisionOutcome, ElectionResult)
CHARTER = (Enactment, ConductRule)
TABLES = [model.__table__ for model in (*VOTES, *COUNTS, *CHARTER)]
OPEN = (
    "charter_enactment.id",  # the database's own numbers, known only after the line is written
    "conduct_rule.id",
    "election_candidate.words",  # what moderation may change
    "election_candidate.html",
)


def judge(edits, seed):
    everything_voted()
    assert verify().faults == []
    assert missed_of(edits, random.Random(seed), lambda: verify().faults, TABLES, OPEN) == []
    assert verify().faults == []


def test_every_one_of_forty_one_byte_edits_of_votes_is_found(app):
    judge(40, 2026)


@pytest.mark.prove
def test_every_one_of_a_thousand_one_byte_edits_of_votes_is_found(app):
    judge(1000, 2027)
