"""Every list of the real elections comes out: most votes, with a minimum, and Equal Shares with all its completions."""

import pytest

from governance.counting.count import count
from governance.counting.rule import Completion, Rule, RuleName, Utility
from tests.data import FOLDER, needed
from tests.governance.counting.contests import election, expected

FILE = FOLDER / "elections" / "expected.json"
NAMES = sorted(expected()) if FILE.exists() else ["none"]
UTILITIES = {
    "equal_shares_cost_utility": Utility.COST,
    "equal_shares_cardinality_utility": Utility.CARDINALITY,
    "equal_shares_points_utility": Utility.COST,
}


@pytest.fixture(params=NAMES)
def told(request):
    needed(FILE.exists(), f"no elections at {FILE}; set SHARED_DATA to where they are")
    return expected()[request.param], election(request.param)


def winners(election, rule):
    outcome = count(election.contest(), rule)
    assert outcome.spent <= election.budget_minor
    return set(outcome.winners), outcome


def test_the_most_votes_win_as_expected(told):
    lists, real = told
    most = lists["greedy_skip"]
    won, outcome = winners(real, Rule(RuleName.MOST_VOTES))
    assert won == set(most["winners"])
    assert outcome.spent == round(most["spent"] * 100)
    assert not [tie for tie in outcome.ties if tie.decided]
    stopped, _ = winners(real, Rule(RuleName.MOST_VOTES_STOP))
    assert stopped == set(lists["greedy_stop_at_first_unaffordable"]["winners"])


def test_a_minimum_of_votes_leaves_out_as_expected(told):
    lists, real = told
    if "threshold" in lists:
        minimum = int(lists["threshold"]["min_score"])
        assert real.minimum == minimum
        won, outcome = winners(real, Rule(RuleName.MOST_VOTES, minimum=minimum))
        assert won == set(lists["threshold"]["greedy_skip_winners"])
        below = {line.key for line in outcome.standings if line.reason == "below-minimum"}
        assert below == set(lists["threshold"]["below"])


@pytest.mark.parametrize("named", UTILITIES)
def test_equal_shares_wins_as_expected(told, named):
    lists, real = told
    shares, utility = lists.get(named), UTILITIES[named]
    for completion, name in zip(Completion, ("no_completion", "add1", "add1u"), strict=True):
        if shares and name in shares:
            won, outcome = winners(real, Rule(RuleName.EQUAL_SHARES, utility, completion))
            assert won == set(shares[name])
            if name == "add1" and "add1_increments" in shares:
                assert outcome.increments == shares["add1_increments"]
                assert outcome.stopped.replace("-", " ") == shares["add1_stopped_because"]
            if name == "add1u":
                assert outcome.spent == round(shares["add1u_spent"] * 100)


def test_what_the_cities_decided_comes_out_where_their_rule_is_known(told):
    lists, real = told
    rules = {
        "greedy": Rule(RuleName.MOST_VOTES),
        "greedy-no-skip": Rule(RuleName.MOST_VOTES_STOP),
        "greedy-threshold": Rule(RuleName.MOST_VOTES, minimum=real.minimum),
        "equalshares/add1": Rule(completion=Completion.ADD1),
    }
    if lists["official_winners"] and lists["official_rule"] in rules:
        assert winners(real, rules[lists["official_rule"]])[0] == set(lists["official_winners"])
        assert real.official_winners == tuple(lists["official_winners"])
