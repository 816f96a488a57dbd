"""No parcel leaves without an address; it is asked for when it is needed, and what staff type has a reason that is told."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from commerce.making.addresses import how_many_lack, remind
from commerce.making.shipping import ship
from commerce.pledges.addressing import address
from commerce.pledges.moving import move
from commerce.pledges.queries import pledge_for
from commerce.pledges.states import PledgeState
from kernel.database import transaction
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.commerce.cast import a_campaign, a_pledge, settle_now
from tests.commerce.making.cast import again, an_inspection, label, paid, shipped
from tests.commerce.making.test_making import words_to


@pytest.fixture
def made(ines, omar, travel):
    """A met campaign's product with omar's paid pledge, and where it goes."""
    product, pledges = paid(ines, travel, omar)
    return product, pledges[0]


def test_a_parcel_without_an_address_is_refused_and_named_among_the_others(ines, omar, maya, travel):
    product, (first, second) = paid(ines, travel, omar, maya, deliver_to="")
    an_inspection(ines, product)
    with transaction():
        address(first.member, first, "Seeweg 4, 12345 Berlin")
    with pytest.raises(RuleBroken, match=f"Line 2: Pledge {second.reference} has no delivery address"), transaction():
        ship(ines, product, [label(first), label(second, line=2)])
    assert again(first).state is PledgeState.PAID
    with transaction():
        address(maya, again(second), "Am Markt 1, 10115 Berlin")
    with transaction():
        assert len(ship(ines, product, [label(first), label(second, line=2)])) == 2


@pytest.mark.parametrize("state", [PledgeState.SHIPPED, PledgeState.DELIVERED])
def test_the_database_too_sends_nothing_to_nowhere(ines, omar, travel, state):
    _, (pledge,) = paid(ines, travel, omar, deliver_to="")
    with pytest.raises(IntegrityError), transaction():
        move(pledge, state, ines.id)


def test_the_address_is_asked_for_when_a_pledge_is_due_and_when_it_is_paid(ines, omar, travel):
    paid(ines, travel, omar, deliver_to="")
    asked = [words for words in words_to(omar) if "give the delivery address" in words]
    assert len(asked) == 2
    assert any("reached its minimum" in words for words in asked)
    assert any("arrived" in words for words in asked)


def test_the_letter_that_says_due_holds_all_that_a_bank_asks_for(ines, omar, travel, mailbox):
    _, (pledge,) = paid(ines, travel, omar, deliver_to="")
    deliver_waiting()
    letter = next(one for one in mailbox.words_to(omar) if "reached its minimum" in " ".join(one.split()))
    for words in (
        "Account holder: Commonmade GmbH",
        "IBAN: DE89 3704 0044 0532 0130 00",
        f"Reference: {pledge.reference}",
    ):
        assert words in letter


def test_who_gave_an_address_is_not_asked_again(ines, omar, travel):
    campaign = a_campaign(ines, minimum_units=1)
    pledge = a_pledge(omar, campaign)
    with transaction():
        address(omar, again(pledge), "Seeweg 4, 12345 Berlin")
    travel(campaign.closes_at)
    settle_now()
    assert not any("delivery address" in words for words in words_to(omar))


def test_staff_enter_an_address_only_with_a_reason_that_is_kept_and_told(ines, omar, maya, travel):
    _, (pledge,) = paid(ines, travel, omar, deliver_to="")
    with pytest.raises(RuleBroken, match="Say why"), transaction():
        address(ines, pledge, "Seeweg 4, 12345 Berlin", " ")
    with pytest.raises(Refused), transaction():
        address(maya, again(pledge), "Elsewhere 1, 10115 Berlin", "Because.")
    with transaction():
        address(ines, again(pledge), "Seeweg 4, 12345 Berlin", "You asked us on the phone.")
    pledge = pledge_for(omar, pledge.id)
    assert pledge.deliver_to == "Seeweg 4, 12345 Berlin"
    last = pledge.steps[-1]
    assert (last.by_id, last.from_state, last.to_state) == (ines.id, PledgeState.PAID, PledgeState.PAID)
    assert "You asked us on the phone." in last.reason
    assert any("You asked us on the phone." in words for words in words_to(omar))


def test_an_address_stays_once_the_parcel_has_left(ines, omar, made):
    product, pledge = made
    shipped(ines, product, pledge)
    for actor in (ines, omar):
        with pytest.raises(Refused, match="cannot be changed any more"), transaction():
            address(actor, again(pledge), "Elsewhere 1, 10115 Berlin", "Moved.")


def test_staff_count_the_missing_addresses_and_ask_once_a_day(ines, omar, maya, travel):
    product, (first, _) = paid(ines, travel, omar, maya, deliver_to="")
    with transaction():
        address(omar, first, "Seeweg 4, 12345 Berlin")
    assert how_many_lack(product.id) == 1
    before = len(words_to(maya)), len(words_to(omar))
    for _ in range(2):
        with transaction():
            assert remind(ines, product) == 1
    assert (len(words_to(maya)), len(words_to(omar))) == (before[0] + 1, before[1])
    with pytest.raises(Refused), transaction():
        remind(maya, product)


def test_staff_see_whose_address_is_missing_and_enter_it_with_a_reason(browser, ines, omar, travel):
    product, (pledge,) = paid(ines, travel, omar, deliver_to="")
    an_inspection(ines, product)
    browser.sign_in(ines)
    assert "one address missing" in browser.open("/desk")
    page = browser.open("/products/lamp-of-oak/shipments")
    assert "1 paid pledge has no delivery address." in page
    page = page.submit("Ask for the missing addresses")
    assert "1 member is asked for the address." in page
    labels = f"{pledge.reference}, 0034"
    page = page.submit("Send all that have a number", {"Carrier": "DHL"}, labels=labels, status=422)
    assert f"Line 1: Pledge {pledge.reference} has no delivery address yet." in page
    page = page.click(pledge.reference)
    page = page.submit("Save the address", deliver_to="Seeweg 4, 12345 Berlin", status=422)
    assert "Say why" in page
    page = page.submit("Save the address", reason="You asked us by e-mail.")
    assert "Seeweg 4, 12345 Berlin" in page
    assert "You asked us by e-mail." in page
    page = browser.open("/products/lamp-of-oak/shipments")
    assert "no delivery address" not in page
    page.submit("Send all that have a number", {"Carrier": "DHL"}, **{f"number-{pledge.reference}": "0034"})
    assert again(pledge).state == "shipped"


def test_an_old_cookie_of_staff_redirects_no_parcel(plain_browser, ines, omar, travel):
    _, (pledge,) = paid(ines, travel, omar)
    plain_browser.sign_in(ines)
    page = plain_browser.open(pledge.path)
    travel(timedelta(minutes=20))
    page = page.submit("Save the address", deliver_to="Elsewhere 1", reason="Moved.", status=401)
    assert page.h1 == "Enter your password to continue"
    assert "Elsewhere" not in again(pledge).deliver_to


def test_a_member_is_asked_for_the_address_on_their_page_and_on_the_pledge(browser, ines, omar, travel):
    paid(ines, travel, omar, deliver_to="")
    page = browser.sign_in(omar).open("/me")
    assert "Lamp of oak has no delivery address yet" in page
    page = page.click("Enter the address")
    assert "nothing is sent without one" in page
    page.submit("Save the address", deliver_to="Seeweg 4, 12345 Berlin")
    assert "no delivery address" not in browser.open("/me")
