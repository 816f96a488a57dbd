"""An election whose seats, ballots or result were changed past everybody is found by `flask record verify`."""

import pytest

import ideas.wiring  # noqa: F401  (who hears of results)
from governance.elections.checking import election_faults
from tests.governance.charter.cast import elders
from tests.governance.elections.cast import a_candidate, an_election, ballots, counted
from tests.governance.rewriting import behind_its_back


@pytest.fixture
def election(app):
    people = elders(7)
    election = an_election(people)
    first, second = (a_candidate(election, member) for member in people[:2])
    ballots(election, [(people[0], [first]), *((member, [second, first]) for member in people[1:4])])
    counted(election)
    return election


def test_an_election_that_nobody_touched_has_no_fault(election):
    assert election_faults() == []


def test_one_that_nobody_stood_in_has_none_either(app):
    counted(an_election(elders(5)))
    assert election_faults() == []


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE election SET seats = 2",
        "UPDATE election SET term_days = 900",
        "UPDATE election_choice SET rank = rank + 5 WHERE rank = 1",
        "DELETE FROM election_choice WHERE rank = 2",
        "UPDATE election_candidate SET withdrawn_at = accepted_at",
        "UPDATE election_result SET quota = 1",
        'UPDATE election_result SET counted = \'{"elected": [], "told": [], "standings": [], "stages": []}\'',
        "DELETE FROM election_result",
        "DELETE FROM election_roll WHERE may_stand",
    ],
)
def test_a_change_past_the_guards_is_found(election, edit):
    behind_its_back(edit)
    assert election_faults()
