"""The shop's pages as people use them: plain and with htmx."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from commerce.catalog.listing import retire
from commerce.payments.payment import Payment
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.clock import now, travel
from kernel.database import db, transaction
from tests.browser import Browser
from tests.commerce.cast import IBAN, a_campaign, a_pledge, a_product, closed, fresh, settle_now


def stored_pledge():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Pledge)).one()


def test_a_guest_sees_everything_and_is_led_to_an_account_and_back(browser, ines):
    a_campaign(ines)
    page = browser.open("/products")
    page = page.click("Lamp of oak")
    for words in (
        "€49.00",
        "€53.90",
        "€58.90",
        "What could go wrong",
        "0 pledged of 10 needed",
        "Five honest numbers",
        "19 % tax",
    ):
        assert words in page, words
    page = page.submit("Join to pledge")
    assert page.path == "/sign-up"


def test_a_member_pledges_changes_and_withdraws_on_the_page(browser, ines, omar):
    small, large = (str(option.id) for option in a_campaign(ines).product.options)
    browser.sign_in(omar)
    page = browser.open("/products/lamp-of-oak")
    page = page.submit("Pledge", option=small)
    pledge = stored_pledge()
    assert page.path == pledge.path
    for words in (
        "You have pledged",
        "You pay nothing today.",
        "1 × Small to Germany",
        "1 pledged of 10 needed",
        pledge.reference,
        "pledging closes",
        "is the promised day of delivery",
        "If fewer are pledged",
        "Delivery address",
    ):
        assert words in page, words
    page = page.click("Back to the product")
    page = page.submit("Change my pledge", option=large, quantity="2", agreed="10290")
    assert "2 × Large" in page
    assert stored_pledge().quantity == 2
    page = page.click("Back to the product").submit("Withdraw my pledge")
    assert "Your pledge is withdrawn." in page
    assert page.path == "/products/lamp-of-oak"
    assert stored_pledge().state is PledgeState.WITHDRAWN


def test_nobody_pledges_a_price_they_have_not_seen(browser, ines, omar):
    a_campaign(ines)
    browser.sign_in(omar)
    page = browser.open("/products/lamp-of-oak")
    page = page.submit("Pledge", {"Small": True}, quantity="3", status=422)
    assert "€151.90" in page
    assert "€151.90 all-in. Pledge this?" in page
    page = page.submit("Pledge")
    assert stored_pledge().total_minor == 15190


def test_what_was_chosen_stays_when_something_is_missing(browser, ines, omar):
    a_campaign(ines)
    browser.sign_in(omar)
    page = browser.open("/products/lamp-of-oak").submit("Pledge", quantity="2", status=422)
    assert "Choose one." in page
    assert 'value="2"' in page.response.text


def test_the_price_changes_with_the_choice(plain_browser, ines):
    a_campaign(ines)
    plain_browser.client.get("/products/lamp-of-oak")
    told = plain_browser.client.get("/products/lamp-of-oak/price?quantity=2&region=European+Union").text
    assert "€107.90" in told
    assert 'value="10790"' in told
    told = plain_browser.client.get("/products/lamp-of-oak/price?quantity=300&region=Germany").text
    assert "One pledge is for 1 to 20." in told
    assert plain_browser.client.get("/products/lamp-of-oak/price?quantity=x&region=%00").status_code == 200


def test_a_retried_pledge_has_one_effect(plain_browser, ines, omar):
    a_campaign(ines)
    plain_browser.sign_in(omar)
    first = plain_browser.open("/products/lamp-of-oak")
    for _ in range(3):
        first.submit("Pledge", {"Small": True})
    assert stored_pledge().quantity == 1


def test_the_product_page_in_each_state(browser, ines, omar):
    a_product(ines, name="Draft stool")
    browser.open("/products/draft-stool", 404)
    a_campaign(ines, name="Early kettle", opens_at=now() + timedelta(days=1))
    assert "Opens soon" in browser.open("/products/early-kettle")
    met = a_campaign(ines, name="Met lamp", minimum_units=1)
    missed = a_campaign(ines, name="Missed lamp", minimum_units=9)
    a_pledge(omar, met)
    with closed(missed):
        assert "Pledging is over" in browser.open("/products/missed-lamp")
        settle_now()
        browser.sign_in(omar)
        assert "It is being made" in browser.open("/products/met-lamp")
        assert "nobody pays" in browser.open("/products/missed-lamp")
        for shelf in ("", "?shelf=open", "?shelf=making", "?shelf=retired", "?shelf=none"):
            browser.open(f"/products{shelf}")
        with transaction():
            retire(ines, fresh(missed), "We could not find the oak.")
        assert "We could not find the oak." in browser.open("/products/missed-lamp")
        assert "Missed lamp" in browser.open("/products?shelf=retired")
        page = browser.open("/products/met-lamp").click("How to pay")
        assert stored_pledge().reference in page
        assert "DE89 3704 0044 0532 0130 00" in page


def test_a_member_sees_their_own_pledge_and_nobody_elses(browser, ines, omar, maya):
    pledge = a_pledge(omar, a_campaign(ines))
    browser.open(f"/pledges/{pledge.id}", 200)
    browser.sign_in(maya)
    browser.open(f"/pledges/{pledge.id}", 404)
    assert "You have not pledged yet" in browser.open("/pledges")
    browser.sign_in(omar)
    page = browser.open("/pledges").click("Lamp of oak")
    page = page.submit("Save the address", {"Delivery address": "Omar Haddad\nSeeweg 4\n12345 Berlin"})
    assert "Seeweg 4" in page.response.text
    page = page.submit("Withdraw my pledge")
    assert "Withdrawn" in page


def test_an_unconfirmed_member_is_told_kindly(browser, ines, lena):
    a_campaign(ines)
    browser.sign_in(lena)
    assert "Confirm your e-mail address first" in browser.open("/products/lamp-of-oak")


def test_staff_take_a_draft_to_launch_by_the_buttons(browser, ines, ada):
    browser.sign_in(ines)
    page = browser.open("/shop").submit("Begin", name="Kettle of copper", summary="It sings.")
    assert "Still missing" in page
    page = page.submit("Save the words", words="A kettle.", risks="Copper is dear.", options="One litre\nTwo litres")
    opens, closes = now() - timedelta(hours=1), now() + timedelta(days=20)
    page = page.submit(
        "Save the terms",
        price="79,00",
        tax="19",
        shipping="Germany 4.90\nEuropean Union: 9,90",
        minimum="50",
        cap="40",
        opens_at=f"{opens:%Y-%m-%dT%H:%M}",
        closes_at=f"{closes:%Y-%m-%dT%H:%M}",
        promised_on=f"{closes + timedelta(days=60):%Y-%m-%d}",
        status=422,
    )
    assert "The cap is at least the minimum" in page
    page = page.submit("Save the terms", cap="200")
    assert "Only an administrator" in page.click("Set the bank account")
    page = Browser(browser.app, htmx=browser.htmx).sign_in(ada).open("/bank-account")
    page = page.submit("Use this account", holder="Brand GmbH", iban="DE00", status=422)
    page = page.submit("Use this account", iban=IBAN)
    page = browser.open("/products/kettle-of-copper/edit")
    assert "Add a picture." in page
    assert "Set the bank account" not in page


def test_staff_import_a_bank_statement(browser, ines, omar):
    campaign = a_campaign(ines, minimum_units=1)
    pledge = a_pledge(omar, campaign)
    with travel(campaign.closes_at + timedelta(hours=1)):
        settle_now()
        browser.sign_in(ines)
        page = browser.open("/payments").click("Import a bank statement")
        page = page.submit("Show what it would book", source="hello", status=422)
        assert "three columns" in page
        lines = (
            f"Datum;Betrag;Verwendungszweck\n{now():%d.%m.%Y};53,90;{pledge.reference}\n{now():%d.%m.%Y};5,00;=1+1\n"
        )
        page = page.submit("Show what it would book", source=lines)
        assert "1 of 2 lines match" in page, page.text
        page = page.submit("Book 1 payment")
        assert "1 payment is booked." in page
        page = page.click(pledge.reference)
        page = page.submit("Record the refund", amount="60", reason="Sorry.", status=422)
        assert "at most" in page
        page = page.submit("Record the refund", amount="53,90", reason="Sorry.")
        assert "Refunded" in page
        assert db.session.scalar(select(func.count(Payment.id))) == 1
        page = browser.open("/bank-statements").submit("Show what it would book", source=lines)
        assert "Booked before" in page


@pytest.mark.parametrize(
    "path", ["/shop", "/payments", "/bank-statements", "/bank-account", "/products/lamp-of-oak/edit"]
)
def test_the_shops_desk_is_for_staff(plain_browser, ines, omar, path):
    a_campaign(ines)
    plain_browser.sign_in(omar)
    plain_browser.open(path, 403)


def test_the_catalog_stays_flat(plain_browser, ines):
    counts = []
    for most in (3, 9):
        for number in range(most - 3 if counts else 0, most):
            a_campaign(ines, name=f"Lamp {most} {number}")
        for warm in (1, 2):
            with travel(timedelta(minutes=most * 10 + warm)):
                queries = plain_browser.open("/products").queries
        counts.append(queries)
    assert counts[1] <= counts[0] <= 6
