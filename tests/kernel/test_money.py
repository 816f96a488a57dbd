"""Money is whole minor units of one currency, and splitting it loses none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money

AMOUNTS = st.integers(min_value=0, max_value=10**12)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=12).filter(any)


@given(AMOUNTS, WEIGHTS)
def test_parts_sum_to_the_whole_and_none_is_a_unit_away_from_its_share(minor, weights):
    parts = Money(minor, "EUR").split(weights)
    assert sum(part.minor for part in parts) == minor
    assert all(abs(part.minor - minor * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))


@given(AMOUNTS, AMOUNTS)
def test_adding_and_taking_away_undo_each_other(one, other):
    assert Money(one, "EUR") + Money(other, "EUR") - Money(other, "EUR") == Money(one, "EUR")


@pytest.mark.parametrize(
    ("minor", "basis_points", "share"), [(10000, 1900, 1900), (999, 1900, 190), (5, 1000, 1), (4, 1000, 0)]
)
def test_a_share_rounds_half_a_unit_up(minor, basis_points, share):
    assert Money(minor, "EUR").share(basis_points) == Money(share, "EUR")


def test_currencies_do_not_mix():
    with pytest.raises(ValueError, match="do not mix"):
        Money(1, "EUR") + Money(1, "USD")


@pytest.mark.parametrize("wrong", [1.0, "1", True, None])
def test_anything_but_a_whole_number_is_refused(wrong):
    with pytest.raises(TypeError):
        Money(wrong, "EUR")


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_share_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        Money(10, "EUR").split(weights)
