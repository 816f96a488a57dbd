"""Deadlines are the database's: a server whose own clock is an hour behind accepts nothing after the close."""

from datetime import datetime, timedelta

import pytest

from governance.decisions.voting import vote as decide
from governance.elections.voting import vote as elect
from kernel import clock
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from members.accounts.member import Role
from tests.cast import a_member
from tests.commerce.cast import a_campaign, a_pledge
from tests.governance.charter.cast import a_decision, elders, founded
from tests.governance.elections.cast import a_candidate, an_election
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.test_supporting import support
from tests.ideas.voting import a_ballot, a_small_ballot, a_standing_concept, in_order

SHORTLY = timedelta(seconds=1)


class AnHourBehind(datetime):
    """What a machine reads whose clock is late."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) - timedelta(hours=1)


@pytest.fixture
def app(sites):
    """On PostgreSQL: SQLite has no clock but that of the machine it runs on."""
    found = sites.get("postgresql")
    with found.app.app_context():
        founded()
        yield found.app
        db.session.remove()
    found.empty()


def supporting():
    round = a_round("proposing")
    concept = a_standing_concept(round, a_member("Maya"))
    return round.balloting_at, lambda: support(a_member("Omar"), concept)


def balloting():
    round = a_small_ballot(a_member("Maya"))
    return round.closes_at, lambda: a_ballot(a_member("Omar"), round, in_order(round)[0])


def pledging():
    campaign = a_campaign(a_member("Ines", role=Role.STAFF))
    return campaign.closes_at, lambda: a_pledge(a_member("Omar"), campaign)


def deciding():
    members = elders()
    decision = a_decision(members[0])

    def act():
        with transaction():
            decide(members[1], decision, "yes")

    return decision.closes_at, act


def electing():
    members = elders()
    election = an_election(members)
    candidate = a_candidate(election, members[0])

    def act():
        with transaction():
            elect(members[1], election, [candidate.id])

    return election.closes_at, act


@pytest.mark.parametrize("begin", [supporting, balloting, pledging, deciding, electing])
def test_what_comes_after_the_close_is_refused_whatever_the_servers_clock_says(app, travel, monkeypatch, begin):
    closes_at, act = begin()
    travel(closes_at + SHORTLY)
    monkeypatch.setattr(clock, "datetime", AnHourBehind)
    assert now() < closes_at
    with pytest.raises(Refused):
        act()
