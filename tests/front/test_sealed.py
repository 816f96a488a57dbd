"""While votes run nobody can read their counts anywhere: two worlds that differ in hidden votes alone give the same answers to
everybody, staff included, down to the headers and the work behind them; until the clock takes the next milestone.
"""

import pytest

from governance.juries.juror import Voice
from kernel.database import db
from tests.front.active import Attack
from tests.front.sealed import Hidden, Running, unlike

FEW = Hidden((12, 26, 3, 0), 2, ("yes",))
MANY = Hidden((31, 45, 7, 7), 30, ("no",) * 9 + ("abstain",), (("admin", (0, 1)),), Voice.SEND_BACK)


@pytest.fixture(scope="module")
def running(sites):
    """The running votes, on one engine: what is read is the same code on both."""
    site = sites.get("sqlite", mail_from="The seals <seals@people.example>")
    with site.app.app_context():
        yield Running(site)
        db.session.remove()
    site.empty()


def test_no_answer_tells_two_worlds_apart_that_differ_in_hidden_votes_alone(running):
    running.put(FEW)
    few = running.told()
    assert sum(status == 200 for status, _, _ in few.values()) > 250
    running.put(MANY)
    assert unlike(few, running.told()) == []


def test_a_milestone_shows_and_so_the_reading_is_whole(running):
    running.put(Hidden())
    running.tick()
    few = running.told(("guest", "member"))
    running.put(Hidden((13, 0, 0, 0)))
    running.tick()
    found = unlike(few, running.told(("guest", "member")))
    assert f"guest /concepts/{running.concept.id}" in found
    assert [one for one in found if f"/concepts/{running.concept.id}" not in one] == []


def test_thirty_accounts_that_vote_and_take_back_read_nothing_before_the_hour(running):
    attack = Attack(running)
    (few, before_few, after_few), (many, before_many, after_many) = (attack.tries(one) for one in (FEW, MANY))
    assert sum(status in (200, 303) for status, _, _ in few.values()) > 150
    assert unlike(few, many) == []
    assert unlike(before_few, before_many) == []
    told = unlike(after_few, after_many)
    assert f"guest /concepts/{running.concept.id}" in told
    pages = {f"/concepts/{concept_id}" for concept_id in running.supported}
    assert [one for one in told if one.split()[1] not in pages] == []
