"""The exported .pb files are read by another program, which counts them to the same winners."""

import random
from fractions import Fraction

import pytest
from pabutools.election import Cardinality_Sat, Cost_Sat, parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from governance.counting.rule import Completion, RuleName, Utility
from ideas.ballots.publication.shelf import folder_of
from ideas.ballots.queries import result_of
from tests.ideas.publishing import a_random_round, published

SATISFACTION = {Utility.COST: Cost_Sat, Utility.CARDINALITY: Cardinality_Sat}


@pytest.fixture
def app(lite_app):
    """What the files say does not depend on the engine."""
    return lite_app


def read(round):
    """The file as pabutools reads it, with our order among equals, which it calls `drawn`."""
    instance, profile = parse_pabulib(str(folder_of(result_of(round).digest) / "ballots.pb"))
    places = {project: int(instance.project_meta[project]["drawn"]) for project in instance}
    return instance, profile, TieBreakingRule(lambda instance, profile, project: places[project])


def official(round):
    return {str(line.concept_id) for line in result_of(round).lines if line.won}


@pytest.mark.parametrize("seed", range(5))
def test_most_votes(app, maya, seed):
    rule = {"counting_rule": RuleName.MOST_VOTES}
    round = a_random_round(maya, random.Random(seed), **rule)
    published(round)
    instance, profile, ties = read(round)
    won = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, tie_breaking=ties)
    assert {project.name for project in won} == official(round)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("utility", list(Utility))
@pytest.mark.parametrize("completion", [Completion.NONE, Completion.ADD1])
def test_equal_shares(app, maya, seed, utility, completion):
    rule = {"counting_rule": RuleName.EQUAL_SHARES, "utility": utility, "completion": completion}
    round = a_random_round(maya, random.Random(seed), **rule)
    published(round)
    instance, profile, ties = read(round)
    step = {}
    if completion is Completion.ADD1:
        step["voter_budget_increment"] = 1 if round.has_budget else Fraction(1, 100 * len(profile))
    won = method_of_equal_shares(instance, profile, sat_class=SATISFACTION[utility], tie_breaking=ties, **step)
    assert {project.name for project in won} == official(round)
