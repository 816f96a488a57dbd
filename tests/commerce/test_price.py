"""The arithmetic of prices, taxes, amounts and references: tables and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.campaigns.price import MOST_UNITS, all_in, tax_within
from commerce.campaigns.progress import Progress, honest_numbers
from commerce.pledges.reference import ALPHABET, new_reference, references_in
from commerce.pledges.states import EDGES, PAYABLE, PledgeState, leads
from kernel.amount import minor_units, written

MINOR = st.integers(0, 10**10)
RATE = st.integers(0, 9999)


@pytest.mark.parametrize(
    ("total", "rate", "tax"),
    [(11900, 1900, 1900), (100, 0, 0), (0, 1900, 0), (1, 1900, 0), (12000, 2000, 2000), (107, 700, 7)],
)
def test_the_tax_is_a_part_of_the_price(total, rate, tax):
    assert tax_within(total, rate) == tax


@given(MINOR, RATE)
def test_net_and_tax_make_the_price_again_within_half_a_unit(total, rate):
    tax = tax_within(total, rate)
    assert 0 <= tax <= total
    assert abs((total - tax) * rate - tax * 10_000) * 2 <= 10_000 + rate


@given(MINOR, RATE, MINOR, st.integers(1, MOST_UNITS))
def test_the_all_in_price_is_units_and_shipping_and_nothing_else(unit, rate, shipping, quantity):
    price = all_in(unit, rate, shipping, quantity)
    assert price.total_minor == unit * quantity + shipping
    assert price.goods_minor + price.shipping_minor == price.total_minor
    assert price.tax_minor <= price.total_minor


@pytest.mark.parametrize("quantity", [0, -1, MOST_UNITS + 1])
def test_a_pledge_is_for_a_sensible_number_of_units(quantity):
    with pytest.raises(ValueError, match="1 to"):
        all_in(100, 0, 0, quantity)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("19.99", 1999),
        ("19,99", 1999),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1 234,5", 123450),
        ("1'234.50", 123450),
        ("1.234", 123400),
        ("-5", -500),
        ("5,00-", -500),
        ("\u221212,00", -1200),
        ("+45.00", 4500),
        ("€ 12,00", 1200),
        ("12 EUR", 1200),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(text, minor):
    assert minor_units(text) == minor


@pytest.mark.parametrize(
    "text", ["", "abc", "=10+20", "1,2,3", "1.2345", "1.23.45", "1e5", "--5", "٣", "9" * 30, "1,234,50", "0x10"]
)
def test_an_unclear_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        minor_units(text)


@given(st.integers(-(10**9), 10**9))
def test_a_written_amount_reads_back(minor):
    assert minor_units(written(minor)) == minor


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.none() | st.integers(0, 10**6))
def test_progress_stays_on_its_line(units, minimum, above):
    cap = None if above is None else minimum + above
    units = units if cap is None else min(units, cap)
    progress = Progress(units, minimum, cap)
    assert progress.is_met == (progress.missing == 0) == (progress.percent_of_minimum >= 100)
    assert 0 <= progress.at(units) <= 1000
    assert str(units) in progress.in_words


def test_the_five_numbers_are_never_mixed():
    numbers = honest_numbers(pledged=500, collected=300, refunded=100, price_minor=50, minimum_units=8)
    assert (numbers.pledged, numbers.authorised, numbers.collected, numbers.refunded, numbers.minimum) == (
        500,
        0,
        300,
        100,
        400,
    )
    with pytest.raises(ValueError, match="refunded"):
        honest_numbers(pledged=0, collected=1, refunded=2, price_minor=1, minimum_units=1)


@given(st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_sign_in_a_reference_finds_no_pledge(place, sign):
    reference = new_reference()
    signs = list(reference.replace("-", ""))
    if signs[2 + place] == sign:
        return
    signs[2 + place] = sign
    assert references_in("".join(signs)) == []


@given(st.integers(0, 6))
def test_two_swapped_signs_in_a_reference_find_no_pledge(place):
    signs = list(new_reference().replace("-", ""))
    first, second = signs[2 + place], signs[3 + place]
    signs[2 + place], signs[3 + place] = second, first
    assert first == second or references_in("".join(signs)) == []


def test_a_reference_is_found_however_it_was_typed():
    one, two = new_reference(), new_reference()
    plain = one.replace("-", "")
    spaced = f"{plain[:2]} {plain[2:6]} {plain[6:]}"
    for words in (
        one,
        one.lower(),
        plain,
        spaced,
        f"SVWZ+{one} thanks",
        f"order/{plain}.",
        one.replace("0", "O").replace("1", "l"),
    ):
        assert references_in(words) == [one], words
    assert references_in(f"{one} and {two} and {one}") == [one, two]
    assert references_in("CM-0000") == references_in("") == references_in("CM" * 400) == []


def test_every_state_has_its_edges_and_money_never_turns_back():
    assert set(EDGES) == set(PledgeState)
    after_paid = {PledgeState.PAID, PledgeState.SHIPPED, PledgeState.DELIVERED, PledgeState.REFUNDED}
    for start in after_paid:
        assert EDGES[start] <= after_paid
    assert all(not leads(start, PledgeState.DUE) for start in PledgeState if start is not PledgeState.PLACED)
    assert PledgeState.RELEASED not in PAYABLE
    for end in (PledgeState.WITHDRAWN, PledgeState.RELEASED, PledgeState.LAPSED, PledgeState.REFUNDED):
        assert EDGES[end] == frozenset()
