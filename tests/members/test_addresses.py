"""Which addresses an account may have, and which two are one."""

import pytest

from kernel.rules import RuleBroken
from members.accounts.address import fit_address, folded_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Anna.B+bag@Example.ORG ", "Anna.B+bag@example.org"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("anna@Bücher.example", "anna@bücher.example"),
        ("anna@xn--bcher-kva.example", "anna@xn--bcher-kva.example"),
    ],
)
def test_an_address_stays_as_it_was_typed(typed, kept):
    assert fit_address(typed) == kept


def test_one_domain_in_two_spellings_is_one_address():
    assert folded_address("Anna@bücher.example") == folded_address("anna@xn--bcher-kva.example")
    assert folded_address("anna@straße.example") != folded_address("anna@strasse.example")


@pytest.mark.parametrize("typed", ["jörg@people.example", "磨@people.example"])
def test_a_name_that_many_servers_cannot_carry_is_refused_in_words(typed):
    with pytest.raises(RuleBroken, match="only English letters"):
        fit_address(typed)


@pytest.mark.parametrize("typed", ["anna", "anna@", "@people.example", "a@" + "ü" * 70 + ".example", "a@" + "." * 300])
def test_what_is_no_address_is_refused_and_still_folds(typed):
    with pytest.raises(RuleBroken):
        fit_address(typed)
    assert folded_address(typed)
