"""Quorum and majority as tables, in whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.decisions.majority import has_majority, passes, quorum_of, yes_needed


@pytest.mark.parametrize(
    ("electorate", "fewest", "percent", "quorum"),
    [(0, 5, 2, 5), (100, 5, 2, 5), (250, 5, 2, 5), (251, 5, 2, 6), (1000, 5, 2, 20), (10, 3, 60, 6), (7, 1, 0, 1)],
)
def test_the_quorum_is_the_larger_of_a_number_and_a_share_rounded_up(electorate, fewest, percent, quorum):
    assert quorum_of(electorate, fewest, percent) == quorum


@pytest.mark.parametrize(
    ("yes", "no", "percent", "carried"),
    [
        (0, 0, 50, False),
        (1, 0, 50, True),
        (3, 3, 50, False),
        (4, 3, 50, True),
        (2, 1, 67, True),
        (4, 2, 67, True),
        (66, 34, 67, False),
        (200, 100, 67, True),
        (199, 101, 67, False),
        (3, 2, 60, True),
        (59, 41, 60, False),
        (9, 0, 100, True),
        (9, 1, 100, False),
    ],
)
def test_a_majority_is_a_share_of_yes_and_no_and_never_a_draw(yes, no, percent, carried):
    assert has_majority(yes, no, percent) is carried


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "carried"), [(3, 0, 1, False), (3, 0, 2, True), (1, 0, 4, True), (0, 0, 9, False)]
)
def test_to_abstain_counts_for_the_quorum_and_for_neither_side(yes, no, abstain, carried):
    assert passes(yes, no, abstain, 5, 50) is carried


@given(st.integers(0, 10_000), st.integers(50, 99))
def test_what_was_missing_is_exactly_what_was_missing(no, percent):
    needed = yes_needed(no, percent)
    assert has_majority(needed, no, percent)
    assert not has_majority(needed - 1, no, percent)
