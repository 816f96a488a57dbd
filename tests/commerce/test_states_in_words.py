"""The product's page tells the truth in every state that it can be in, and none is a dead end."""

from datetime import timedelta

import pytest

from commerce.catalog.listing import list_product, retire
from commerce.making.delivering import confirm
from commerce.payments.refunding import record_refund
from kernel.clock import now, travel
from kernel.database import db, transaction
from tests.commerce.cast import a_campaign, a_product, closed, fresh, settle_now
from tests.commerce.making.cast import again, paid, shipped


@pytest.fixture
def page(plain_browser):
    """What a guest reads on the lamp's page."""
    return lambda: plain_browser.open("/products/lamp-of-oak")


def test_what_was_listed_without_a_campaign_is_there_for_its_reviews(page, ines):
    product = a_product(ines)
    with transaction():
        list_product(ines, product)
    assert "It is here for its reviews, below." in page()
    with transaction():
        retire(ines, fresh(product), "We stopped.")
    assert "It is no longer offered; its reviews stay below." in page()


def test_what_missed_its_minimum_is_not_awaited_and_leads_on(page, ines):
    campaign = a_campaign(ines, minimum_units=9)
    with closed(campaign):
        settle_now()
        shown = page()
        assert "nobody pays" in shown
        assert "its promised dates stand here" not in shown
        assert shown.click("What can be pre-ordered now").path == "/products"


def test_one_parcel_that_came_is_not_all_of_them(page, ines, omar, maya, travel):
    product, pledges = paid(ines, travel, omar, maya)
    assert "It is being made" in page()
    (parcel,) = shipped(ines, product, pledges[0])
    with transaction():
        confirm(ines, parcel, product)
    assert "It is being made" in page(), "the other one waits"
    (parcel,) = shipped(ines, product, again(pledges[1]))
    assert "It is on its way" in page()
    with transaction():
        confirm(ines, parcel, product)
    assert "It was made" in page()


def test_what_everybody_got_their_money_back_for_is_not_being_made(page, ines, omar, travel):
    _, (pledge,) = paid(ines, travel, omar)
    with transaction():
        record_refund(ines, pledge, pledge.total_minor, now().date(), "We cannot make it.")
    db.session.expire_all()
    shown = page()
    assert "It is being made" not in shown
    assert "Nobody waits for it any more" in shown


def test_before_and_at_the_close(page, ines):
    campaign = a_campaign(ines, opens_at=now() + timedelta(days=1))
    assert "Opens soon" in page()
    with travel(timedelta(days=2)):
        assert "Pledge for it" in page()
    with closed(campaign):
        assert "The settlement is being written" in page()
