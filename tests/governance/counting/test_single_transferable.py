"""The single transferable vote by the rules of the Scottish Local Government Elections Order 2007 (SSI 2007/42)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.contest import BallotKind, Contest, Finalist, Vote, grouped
from governance.counting.count import count
from governance.counting.outcome import Reason
from governance.counting.reasoning import reasons
from governance.counting.rule import Rule, RuleName
from governance.counting.single_transferable import ONE
from tests.governance.counting.contests import UNHURRIED, contests

STV = Rule(RuleName.SINGLE_TRANSFERABLE_VOTE)
RANKED = contests(BallotKind.RANKED, in_places=True, most_voters=12)


def election(keys, ballots, places, taken_out=""):
    finalists = tuple(Finalist(key, drawn=at, standing=key not in taken_out) for at, key in enumerate(keys))
    votes = tuple(Vote(tuple(choices), times=times) for choices, times in ballots)
    return Contest(finalists, votes, places, BallotKind.RANKED, in_places=True)


def test_the_published_example_of_the_sweets_comes_out_stage_by_stage():
    """Wikipedia, "Single transferable vote" (the party's food), also the example of STVPoll's Scottish count: twenty
    voters choose three of orange, chocolate, pear, strawberry and bonbon.
    """
    ballots = [("o", 4), ("po", 2), ("cs", 8), ("cb", 4), ("s", 1), ("b", 1)]
    outcome = count(election("ocpsb", ballots, 3), STV)
    assert outcome.quota == 6 * ONE
    tallies = [{key: tally / ONE for key, tally in stage.tallies.items()} for stage in outcome.stages]
    assert tallies == [
        {"o": 4, "c": 12, "p": 2, "s": 1, "b": 1},
        {"o": 4, "c": 6, "p": 2, "s": 5, "b": 3},
        {"o": 6, "c": 6, "p": 0, "s": 5, "b": 3},
        {"o": 6, "c": 6, "p": 0, "s": 5, "b": 0},
    ]
    assert [stage.excluded for stage in outcome.stages] == [None, None, "p", "b"]
    assert outcome.winners == ("c", "o", "s")
    assert reasons(outcome) == [
        "Elected with 12 votes; 6 were enough.",
        "Elected with 6 votes; 6 were enough.",
        "Elected with 5 votes, as no more were left than places.",
        "Not elected: 3 votes of the 6 needed.",
        "Not elected: 2 votes of the 6 needed.",
    ]


def test_values_have_five_places_and_the_remainder_is_ignored():
    """Rule 48(3): seven ballots, quota 3; the surplus of 4 moves on at 4/7 = 0.57142 each."""
    outcome = count(election("abc", [("ab", 4), ("ac", 2), ("a", 1), ("bc", 1)], 2), STV)
    assert outcome.quota == 3 * ONE
    assert outcome.stages[1].tallies == {"a": 3 * ONE, "b": ONE + 4 * 57142, "c": 2 * 57142}
    assert outcome.stages[1].not_transferable == 4 * ONE - 6 * 57142


def test_a_ballot_moves_on_at_what_it_was_worth_when_received():
    """Rules 48(4) and 50(4): a second surplus multiplies the value, an exclusion keeps it."""
    outcome = count(election("abcd", [("abc", 8), ("bd", 3), ("c", 2), ("d", 2)], 3), STV)
    assert outcome.quota == 4 * ONE
    first, second, third = outcome.stages[:3]
    assert first.elected == ("a",)
    assert second.tallies["b"] == 3 * ONE + 8 * 50000
    value = 3 * ONE * 50000 // (7 * ONE)
    assert third.tallies["c"] == 2 * ONE + 8 * value
    assert third.tallies["d"] == 2 * ONE + 3 * (3 * ONE * ONE // (7 * ONE))


def test_a_tie_for_exclusion_goes_by_the_latest_stage_that_differed_and_then_by_the_draw():
    """Rule 51(2)."""
    outcome = count(election("abcd", [("a", 5), ("b", 4), ("c", 2), ("dc", 1), ("ad", 1)], 1), STV)
    assert outcome.winners == ("a",)
    drawn = count(election("abc", [("a", 2), ("b", 1), ("c", 1)], 1), STV)
    assert drawn.stages[1].excluded == "c"
    assert [(tie.among, tie.chosen, tie.by) for tie in drawn.ties] == [(("b", "c"), ("c",), "draw")]
    earlier = count(election("abcd", [("a", 4), ("b", 3), ("c", 2), ("db", 1), ("dc", 1)], 1), STV)
    assert earlier.stages[1].excluded in ("c", "d")


def test_one_taken_out_is_passed_over():
    outcome = count(election("abc", [("ab", 3), ("c", 2)], 1, taken_out="a"), STV)
    assert outcome.winners == ("b",)
    assert {line.key: line.reason for line in outcome.standings}["a"] is Reason.TAKEN_OUT


@pytest.mark.parametrize("ballots", [[], [("", 3)]])
def test_without_a_vote_the_first_drawn_fill_the_places(ballots):
    assert len(count(election("abc", ballots, 2), STV).winners) == 2


@UNHURRIED
@given(RANKED)
def test_no_vote_is_made_and_every_place_is_filled(contest):
    outcome = count(contest, STV)
    cast = sum(vote.times for vote in contest.votes if vote.choices) * ONE
    assert len(outcome.winners) == min(contest.budget, len(contest.finalists))
    assert outcome.quota * (contest.budget + 1) > cast
    for stage in outcome.stages:
        assert sum(stage.tallies.values()) + stage.not_transferable == cast
        assert all(tally >= 0 for tally in stage.tallies.values())
    reached = {key for stage in outcome.stages for key, tally in stage.tallies.items() if tally >= outcome.quota}
    assert reached <= set(outcome.winners)


@UNHURRIED
@given(RANKED, st.randoms())
def test_the_order_of_ballots_and_finalists_does_not_matter(contest, random):
    votes = [Vote(vote.choices) for vote in contest.votes for _ in range(vote.times)]
    random.shuffle(votes)
    finalists = tuple(random.sample(contest.finalists, len(contest.finalists)))
    again = Contest(finalists, tuple(votes), contest.budget, contest.kind, contest.tie_rule, in_places=True)
    assert count(again, STV).standings == count(contest, STV).standings


@UNHURRIED
@given(RANKED, st.data())
def test_more_first_choices_for_a_winner_above_the_quota_keep_it_elected(contest, data):
    outcome = count(contest, STV)
    sure = [key for key in outcome.stages[0].elected if outcome.stages[0].tallies[key] >= outcome.quota]
    if sure:
        more = Vote((data.draw(st.sampled_from(sure)),), times=data.draw(st.integers(1, 5)))
        again = Contest(
            contest.finalists, grouped([*contest.votes, more]), contest.budget, contest.kind, contest.tie_rule, True
        )
        assert more.choices[0] in count(again, STV).winners


@UNHURRIED
@given(RANKED)
def test_a_solid_group_of_a_quota_gets_a_place(contest):
    """Droop proportionality for one: a quota of voters who all put the same one first elect it."""
    outcome = count(contest, STV)
    for key, tally in outcome.stages[0].tallies.items():
        assert tally < outcome.quota or key in outcome.winners
