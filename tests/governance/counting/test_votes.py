"""Most votes first: what does not fit, ties, minimums, and how many votes were missing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.contest import BallotKind, Contest, Finalist, TieRule, Vote, grouped
from governance.counting.count import count
from governance.counting.outcome import Reason, ToldApart
from governance.counting.rule import Completion, Rule, RuleName
from tests.governance.counting import plain
from tests.governance.counting.contests import UNHURRIED, contests

MOST, STOP = Rule(RuleName.MOST_VOTES), Rule(RuleName.MOST_VOTES_STOP)
ANY = st.one_of(contests(), contests(BallotKind.POINTS), contests(in_places=True))
RULES = st.builds(Rule, st.sampled_from([RuleName.MOST_VOTES, RuleName.MOST_VOTES_STOP]), minimum=st.integers(0, 4))


def contest(costs, votes, budget, **facts):
    finalists = tuple(Finalist(key, cost, at) for at, (key, cost) in enumerate(costs.items()))
    return Contest(finalists, grouped(Vote(tuple(vote)) for vote in votes), budget, **facts)


def test_what_does_not_fit_is_skipped_or_ends_the_count():
    three = contest({"a": 60, "b": 50, "c": 40}, ["abc", "ab", "a", "bc", "a"], 100)
    assert count(three, MOST).winners == ("a", "c")
    assert count(three, STOP).winners == ("a",)
    missed = {line.key: line for line in count(three, MOST).standings}["b"]
    assert (missed.reason, missed.money, missed.money_short, missed.votes_short) == (Reason.NO_ROOM, 40, 10, 1)
    assert {line.key: line.reason for line in count(three, STOP).standings}["c"] is Reason.AFTER_STOP


@pytest.mark.parametrize(
    ("tie_rule", "costs", "winner", "by"),
    [
        (TieRule.CHEAPER_THEN_DRAWN, {"a": 60, "b": 50}, "b", ToldApart.COST),
        (TieRule.CHEAPER_THEN_DRAWN, {"b": 50, "a": 50}, "b", ToldApart.DRAW),
        (TieRule.BY_ID, {"b": 50, "a": 60}, "a", ToldApart.ID),
    ],
)
def test_a_tie_goes_by_the_rule_and_is_told(tie_rule, costs, winner, by):
    outcome = count(contest(costs, ["ab"], 60, tie_rule=tie_rule), MOST)
    assert outcome.winners == (winner,)
    assert [(tie.chosen, tie.by, tie.decided) for tie in outcome.ties] == [((winner,), by, True)]
    assert all(line.by_tie for line in outcome.standings)


def test_the_taken_out_and_the_unloved_and_those_below_the_minimum_cannot_win():
    five = contest({"a": 1, "b": 1, "c": 1, "d": 1}, ["ab", "ab", "a", "c"], 4, in_places=True)
    five = replace(five, finalists=(replace(five.finalists[0], standing=False), *five.finalists[1:]))
    outcome = count(five, replace(MOST, minimum=2))
    assert [(line.key, line.reason.value, line.votes) for line in outcome.standings] == [
        ("b", "most-votes", 2),
        ("c", "below-minimum", 1),
        ("d", "no-votes", 0),
        ("a", "taken-out", 3),
    ]
    assert count(five, Rule(minimum=2)).winners == ("b",)


def test_points_and_ranks_count_by_their_points():
    votes = (Vote(("a", "b"), (3, 2)), Vote(("b", "c"), (3, 2)))
    ranked = Contest(tuple(Finalist(key, drawn=at) for at, key in enumerate("abc")), votes, 1, BallotKind.RANKED)
    assert count(ranked, MOST).winners == ("b",)
    assert [line.score for line in count(ranked, MOST).standings] == [5, 3, 2]
    bare = replace(ranked, votes=(Vote(("a", "b")),))
    with pytest.raises(ValueError, match="points for each rank"):
        count(bare, MOST)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"budget": 0}, "nothing to win"),
        ({"finalists": (Finalist("a"), Finalist("a"))}, "named twice"),
        ({"finalists": (Finalist("a", 0),)}, "costs nothing"),
        ({"votes": (Vote(("z",)),)}, "no finalist"),
        ({"votes": (Vote(("a", "a")),)}, "twice"),
        ({"votes": (Vote(("a",), times=0),)}, "nobody cast"),
        ({"votes": (Vote(("a",), (1, 2)),)}, "more or fewer points"),
        ({"kind": BallotKind.POINTS}, "more or fewer points"),
        ({"votes": (Vote(("a",), (-1,)),)}, "negative"),
    ],
)
def test_a_contest_of_nonsense_is_refused(change, words):
    sound = contest({"a": 1}, ["a"], 1)
    with pytest.raises(ValueError, match=words):
        replace(sound, **change)


@UNHURRIED
@given(ANY, RULES)
def test_the_count_is_the_plain_one(contest, rule):
    outcome = count(contest, rule)
    stop = rule.name is RuleName.MOST_VOTES_STOP
    assert list(outcome.winners) == plain.greedy(contest, minimum=rule.minimum, stop=stop)
    assert outcome.spent <= contest.budget


@UNHURRIED
@given(contests(), RULES)
def test_so_many_more_votes_would_have_been_enough_and_one_less_not(contest, rule):
    """New ballots for one alone: with `votes_short` of them it wins, with one less it does not."""
    for line in count(contest, rule).standings:
        for more, wins in ((line.votes_short, True), ((line.votes_short or 0) - 1, False)):
            if line.votes_short and more:
                again = replace(contest, votes=(*contest.votes, Vote((line.key,), times=more)))
                assert (line.key in count(again, rule).winners) is wins


@UNHURRIED
@given(ANY, RULES)
def test_a_tie_told_as_decisive_is_one(contest, rule):
    outcome = count(contest, rule)
    for tie in outcome.ties:
        assert len({line.score for line in outcome.standings if line.key in tie.among}) == 1
        assert tie.decided
        assert set(tie.chosen) == set(tie.among) & set(outcome.winners)
        assert set(tie.among) - set(outcome.winners)


def test_no_ballot_wins_nothing():
    empty = contest({"a": 1}, [], 1)
    for completion in Completion:
        assert count(empty, Rule(completion=completion)).winners == ()
    assert count(empty, MOST).winners == ()
