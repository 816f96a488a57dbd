"""Counting is pure, so it is tested as tables and by properties: nothing but the ballots may matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.most_votes import most_votes
from ideas.ballots.sentences import counted, reasons, told

NAMES = {"a": "Lamp", "b": "Chair", "c": "Table", "d": "Stool"}


@pytest.mark.parametrize(
    ("ballots", "slots", "taken_out", "winners", "by_tie"),
    [
        (["ab", "a"], 1, "", "a", ""),
        (["ab", "ab"], 1, "", "a", "ab"),
        (["b", "c", "d"], 2, "", "bc", "bcd"),
        ([], 2, "", "", ""),
        (["a"], 3, "", "a", ""),
        (["ab", "a", "b"], 1, "a", "b", ""),
        (["dc", "d"], 4, "", "dc", ""),
        (["aa", "b", "b"], 1, "", "b", ""),
    ],
)
def test_the_slots_go_to_the_most_votes_and_the_earlier_proposed(ballots, slots, taken_out, winners, by_tie):
    lines = most_votes("abcd", ballots, slots, taken_out)
    assert "".join(line.candidate for line in lines if line.won) == winners
    assert "".join(sorted(line.candidate for line in lines if line.by_tie_rule)) == by_tie
    assert [line.position for line in lines] == [1, 2, 3, 4]


@pytest.mark.parametrize(("candidates", "ballots", "slots"), [("aa", [], 1), ("ab", ["c"], 1), ("ab", ["a"], 0)])
def test_a_count_of_nonsense_is_refused(candidates, ballots, slots):
    with pytest.raises(ValueError, match=r"twice|no candidate|slot"):
        most_votes(candidates, ballots, slots)


@pytest.mark.parametrize(
    ("ballots", "slots", "sentence"),
    [
        (["ab", "a"], 1, "The last place went to “Lamp” with 2 votes, 1 more than “Chair”."),
        (["ab", "ab"], 1, "2 finalists had 2 votes each for the last place; by the tie rule the earlier proposed goes first: “Lamp”."),  # noqa: E501
        (["abc", "abc"], 2, "3 finalists had 2 votes each for the last 2 places; by the tie rule the earlier proposed goes first: “Lamp” and “Chair”."),  # noqa: E501
        ([], 1, "No finalist got a vote, so nothing won."),
        (["a"], 2, "1 of 2 places filled: nothing else got a vote."),
        (["abcd"], 9, "4 of 9 places filled: there were no more finalists."),
    ],
)  # fmt: skip
def test_the_outcome_is_told_in_sentences(ballots, slots, sentence):
    assert sentence in told(most_votes("abcd", ballots, slots), slots, len(ballots), NAMES)


def test_everybody_learns_why_they_won_or_missed():
    lines = most_votes("abcd", ["ab", "ab", "a", "c"], 1, taken_out="b")
    assert reasons(lines) == [
        "Won with 3 votes.",
        "Missed by 2 votes.",
        "Nobody approved it.",
        "Taken out before the close; it had 2 votes.",
    ]
    lines = most_votes("ab", ["ab"], 1)
    assert reasons(lines) == [
        "Won with 1 vote. It had as many as the first to miss, and was proposed earlier.",
        "Missed on the tie rule: as many votes as the last winner, but proposed later.",
    ]
    assert counted(1331, "ballot") == "1,331 ballots"


CANDIDATES = list(range(8))
BALLOTS = st.lists(st.sets(st.sampled_from(CANDIDATES)), max_size=30)


@given(BALLOTS, st.integers(1, 10), st.randoms())
def test_the_order_of_ballots_does_not_matter(ballots, slots, random):
    shuffled = random.sample(ballots, len(ballots))
    assert most_votes(CANDIDATES, ballots, slots) == most_votes(CANDIDATES, shuffled, slots)


@given(BALLOTS, st.integers(1, 10))
def test_no_loser_has_more_votes_than_a_winner_and_every_approval_is_counted_once(ballots, slots):
    lines = most_votes(CANDIDATES, ballots, slots)
    assert sum(line.votes for line in lines) == sum(map(len, ballots))
    won, missed = [line.votes for line in lines if line.won], [line.votes for line in lines if not line.won]
    assert len(won) <= slots
    assert min(won, default=99) >= max(missed, default=0)
    assert len(won) == slots or not any(missed)
    assert sorted(line.candidate for line in lines) == CANDIDATES


@given(BALLOTS, st.integers(1, 10), st.sampled_from(CANDIDATES))
def test_one_more_approval_never_harms(ballots, slots, favourite):
    before = {line.candidate: line for line in most_votes(CANDIDATES, ballots, slots)}[favourite]
    after = {line.candidate: line for line in most_votes(CANDIDATES, [*ballots, {favourite}], slots)}[favourite]
    assert after.position <= before.position
    assert after.won >= before.won
