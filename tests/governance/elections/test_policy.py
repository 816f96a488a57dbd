"""Who may stand and vote, and when, as a table."""

from datetime import timedelta

import pytest

from governance.elections.election import Election, Phase
from governance.elections.policy import OnRoll, may_nominate, may_stand, may_vote
from kernel.clock import now

MOMENTS = {Phase.NOMINATING: 1, Phase.VOTING: 3, Phase.COUNTING: 5}


@pytest.mark.parametrize("phase", MOMENTS)
@pytest.mark.parametrize("roll", [OnRoll(), OnRoll(True), OnRoll(True, True)])
def test_who_may_what_when(maya, rolf, phase, roll):
    start = now()
    at = start + timedelta(days=MOMENTS[phase])
    election = Election(
        opened_at=start, voting_at=start + timedelta(days=2), closes_at=start + timedelta(days=4), is_open=True
    )
    assert election.phase(at) is phase
    assert bool(may_nominate(maya, election, roll, at)) is (roll.votes and phase is Phase.NOMINATING)
    assert bool(may_stand(maya, election, roll, at)) is (roll.stands and phase is Phase.NOMINATING)
    assert bool(may_vote(maya, election, roll, at)) is (roll.votes and phase is Phase.VOTING)
    assert not any(policy(rolf, election, roll, at) for policy in (may_nominate, may_stand, may_vote))
    assert not may_vote(None, election, roll, at)
