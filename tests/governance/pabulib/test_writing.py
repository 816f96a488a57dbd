"""What is written reads back the same, and pabutools, which shares no code with this site, counts it to the same winners."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.election import Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.fractions import frac
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from governance.counting.contest import BallotKind, Contest, Finalist, TieRule, Vote
from governance.counting.count import count
from governance.counting.rule import Completion, Rule, RuleName, Utility
from governance.pabulib.reading import read
from governance.pabulib.writing import as_election, written
from tests.data import FOLDER, needed
from tests.governance.counting.contests import contests, election

SMALL = ["Netherlands_Assen_2024", "Switzerland_Zurich_S5D10", "Netherlands_Amsterdam_179"]
AS_DRAWN = TieBreakingRule(lambda instance, profile, project: int(instance.project_meta[project]["drawn"]))
SATISFACTIONS = {Utility.COST: Cost_Sat, Utility.CARDINALITY: Cardinality_Sat}


def exported(contest):
    names = {finalist.key: f"Nº {finalist.key};\n“quoted”" for finalist in contest.finalists}
    return written(as_election(contest, "A round", names, more={"currency": "EUR"}))


@pytest.mark.parametrize("name", SMALL)
def test_a_real_file_written_again_reads_the_same(name):
    needed((FOLDER / "elections").exists(), "no elections in ../shared/data")
    real = election(name)
    again = read(written(real).encode())
    assert (again.projects, again.ballots, again.budget_minor) == (real.projects, real.ballots, real.budget_minor)
    assert again.contest() == real.contest()


@settings(deadline=None)
@given(st.one_of(contests(), contests(BallotKind.POINTS), contests(in_places=True)))
def test_a_round_written_reads_back_as_the_same_contest(contest):
    if not contest.votes:
        return
    again = read(exported(contest).encode()).contest()
    per = 100 if contest.in_places else 1
    assert [(one.key, one.cost) for one in again.finalists] == [(one.key, one.cost * per) for one in contest.finalists]
    assert again.budget == contest.budget * per
    assert (again.ballots, again.kind) == (contest.ballots, contest.kind)


@settings(deadline=None)
@given(contests(), st.sampled_from(Utility), st.sampled_from([Completion.NONE, Completion.ADD1]))
def test_pabutools_counts_equal_shares_to_the_same_winners(contest, utility, completion):
    if not contest.votes:
        return
    instance, profile = parse_pabulib_from_string(exported(contest))
    theirs = method_of_equal_shares(
        instance,
        profile,
        sat_class=SATISFACTIONS[utility],
        tie_breaking=AS_DRAWN,
        voter_budget_increment=frac(contest.step, 100) if completion is Completion.ADD1 else None,
    )
    ours = count(contest, Rule(RuleName.EQUAL_SHARES, utility, completion))
    assert {project.name for project in theirs} == set(ours.winners)


@settings(deadline=None)
@given(contests(BallotKind.POINTS))
def test_pabutools_counts_points_to_the_same_winners(contest):
    if not any(any(vote.points) for vote in contest.votes):
        return
    instance, profile = parse_pabulib_from_string(exported(contest))
    theirs = method_of_equal_shares(instance, profile, sat_class=Additive_Cardinal_Sat, tie_breaking=AS_DRAWN)
    assert {project.name for project in theirs} == set(count(contest, Rule(completion=Completion.NONE)).winners)


@settings(deadline=None)
@given(contests(in_places=True), st.sampled_from([Completion.NONE, Completion.ADD1]))
def test_pabutools_counts_places_to_the_same_winners(contest, completion):
    if not contest.votes:
        return
    instance, profile = parse_pabulib_from_string(exported(contest))
    step = frac(1, 100 * contest.ballots) if completion is Completion.ADD1 else None
    theirs = method_of_equal_shares(
        instance, profile, sat_class=Cost_Sat, tie_breaking=AS_DRAWN, voter_budget_increment=step
    )
    assert {project.name for project in theirs} == set(count(contest, Rule(completion=completion)).winners)


@settings(deadline=None)
@given(contests())
def test_pabutools_counts_most_votes_to_the_same_winners(contest):
    if not contest.votes:
        return
    instance, profile = parse_pabulib_from_string(exported(contest))
    theirs = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, tie_breaking=AS_DRAWN)
    loved = {choice for vote in contest.votes for choice in vote.choices}
    assert {project.name for project in theirs} & loved == set(count(contest, Rule(RuleName.MOST_VOTES)).winners)


def test_one_taken_out_is_not_written_and_its_voters_still_have_a_share():
    finalists = (Finalist("a", 100, 0), Finalist("b", 100, 1, standing=False))
    contest = Contest(finalists, (Vote(("b",), times=2), Vote(("a", "b"))), 100, tie_rule=TieRule.CHEAPER_THEN_DRAWN)
    again = read(exported(contest).encode())
    assert [project.id for project in again.projects] == ["a"]
    assert [ballot.choices for ballot in again.ballots] == [(), (), ("a",)]
