"""What staff see of a statement: what needs a person first, each group with its reason; and amounts in the right currency."""

from datetime import timedelta

import pytest

from commerce.campaigns.forms import shipping_lines
from commerce.payments.statement import MOST_CHARACTERS
from kernel.clock import now
from tests.commerce.cast import a_campaign, a_pledge, settle_now


@pytest.fixture
def due(ines, omar, travel):
    campaign = a_campaign(ines, minimum_units=1)
    pledge = a_pledge(omar, campaign)
    travel(campaign.closes_at + timedelta(hours=1))
    settle_now()
    return pledge


def test_what_needs_a_person_stands_above_what_fits(browser, ines, due):
    browser.sign_in(ines)
    day = f"{now():%Y-%m-%d}"
    lines = "\n".join(
        [
            "Date;Amount;Currency;Reference;Payer;IBAN",
            f"{day};53,90;EUR;{due.reference};Omar Haddad;DE89370400440532013000",
            f"{day};53,90;EUR;SVWZ+{due.reference};Omar Haddad;",
            f"{day};-53,90;EUR;RETOURE {due.reference};Omar Haddad;",
            f"{day};302,90;SEK;{due.reference};Omar Haddad;",
            f"{day};-9,00;EUR;rent;Somebody;",
        ]
    )
    page = browser.open("/bank-statements").submit("Show what it would book", source=lines)
    groups = ["Went out, and names a pledge", "Looks like one booked before", "In another currency", "Will be booked"]
    places = [*map(page.text.index, groups), page.text.rindex("Went out")]
    assert places == sorted(places)
    assert "This line is in SEK, the pledge in EUR." in page
    assert "DE89370400440532013000" in page
    page = page.submit("Book 1 payment, and those ticked")
    assert "1 payment is booked." in page


@pytest.mark.parametrize("code", ["JPY", "KWD", "BTC"])
def test_money_that_this_site_cannot_count_is_shown_and_not_booked(browser, ines, due, code):
    browser.sign_in(ines)
    lines = f"Date;Amount;Whatever;Reference\n{now():%Y-%m-%d};53,90;{code};{due.reference}"
    page = browser.open("/bank-statements").submit("Show what it would book", source=lines)
    assert f"This line is in {code}, the pledge in EUR." in page
    assert "0 of 1 lines match" in page


def test_a_line_that_looks_booked_is_booked_when_ticked(browser, ines, due):
    browser.sign_in(ines)
    day = f"{now():%Y-%m-%d}"
    lines = f"Date;Amount;Reference\n{day};20,00;{due.reference}\n{day};20,00;again {due.reference}"
    page = browser.open("/bank-statements").submit("Show what it would book", source=lines)
    mark = page.response.text.split('name="second" value="')[1].split('"')[0]
    page = page.submit("Book 1 payment, and those ticked", second=mark)
    assert "2 payments are booked." in page


def test_a_month_of_lines_can_be_pasted(plain_browser, ines, due):
    plain_browser.sign_in(ines)
    day = f"{now():%Y-%m-%d}"
    lines = "Date;Amount;Reference\n" + f"{day};1,00;{'x' * 100}\n" * 4_000
    assert 256 * 1024 < len(lines) < MOST_CHARACTERS
    page = plain_browser.open("/bank-statements").submit("Show what it would book", source=lines)
    assert "0 of 4000 lines match" in page


def test_an_amount_in_another_currency_than_the_pledges_is_refused(browser, ines, due):
    browser.sign_in(ines)
    page = browser.open(f"/pledges/{due.id}/money")
    page = page.submit("Record the payment", amount="53,90 SEK", status=422)
    assert "is in SEK, not in EUR" in page


def test_a_pledge_whose_money_went_back_says_what_is_missing(browser, ines, due):
    browser.sign_in(ines)
    page = browser.open(f"/pledges/{due.id}/money").submit("Record the payment", amount="58,90")
    page = page.submit("Record the refund", amount="6,00", reason="Too much.")
    assert "Less than the price is held" in page
    assert "€1.00" in page


@pytest.mark.parametrize(
    ("typed", "rates"),
    [
        ("Germany 4.90", [("Germany", 490)]),
        ("Germany, 4.90", [("Germany", 490)]),
        ("Germany: 4,90 EUR", [("Germany", 490)]),
        ("United States 12", [("United States", 1200)]),
        ("Zone 1: 4.90", [("Zone 1", 490)]),
        ("Norway: 1 200", [("Norway", 120_000)]),
    ],
)
def test_a_shipping_line_is_a_region_and_an_amount(typed, rates):
    assert shipping_lines(typed, "EUR") == rates


@pytest.mark.parametrize("typed", ["Norway 1 200", "Zone 1 4.90", "Germany", "4.90", "Germany 4.90 SEK", "Germany: x"])
def test_a_shipping_line_that_can_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        shipping_lines(typed, "EUR")
