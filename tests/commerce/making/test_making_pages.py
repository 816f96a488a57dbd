"""The making as people use its pages: staff promise, inspect and send; the pledger sees their line and says it came."""

import io
from datetime import timedelta

import pytest

from commerce.making.inspection import InspectionVerdict
from kernel.clock import now
from tests.commerce.making.cast import again, an_inspection, paid, shipped
from tests.kernel.test_uploads import picture as a_picture


def day(days):
    return (now() + timedelta(days=days)).date().isoformat()


@pytest.fixture
def made(ines, omar, travel):
    """A met campaign's product with omar's paid pledge."""
    product, pledges = paid(ines, travel, omar)
    return product, pledges[0]


def test_staff_promise_move_and_keep_a_date(browser, ines, made):
    page = browser.sign_in(ines).open("/products/lamp-of-oak/making")
    page = page.submit("Promise this step", title="First samples", promised_on=day(-3), status=422)
    assert "Promise a day that is still to come." in page
    page = page.submit("Promise this step", title="First samples", promised_on=day(30))
    assert "First samples" in page
    page = page.click("Say it is done, or move “First samples”")
    page = page.submit("Promise another day", to=day(45), reason="", status=422)
    assert "Say why it moves." in page
    page = page.submit("Promise another day", to=day(45), reason="The oak is late.")
    assert "The oak is late." in page
    page = page.click("Say it is done, or move “First samples”")
    picture = (io.BytesIO(a_picture()), "sample.png")
    page = page.submit("Say it is done", words="They glow.", pictures=picture, alt="", status=422)
    assert "Say what the pictures show" in page
    picture = (io.BytesIO(a_picture()), "sample.png")
    page = page.submit("Say it is done", words="They glow.", pictures=picture, alt="A glowing lamp")
    assert "They glow." in page
    assert 'alt="A glowing lamp"' in page.response.text


def test_staff_inspect_send_and_note_arrivals(browser, ines, made):
    page = browser.sign_in(ines).open("/products/lamp-of-oak/shipments")
    assert "Nothing ships before an inspection. Report one first." in page
    page = browser.open("/products/lamp-of-oak/making").click("Report an inspection")
    page = page.submit("Publish the report", sample="20", defects="21", checks="Seams", verdict="passed", status=422)
    assert "cannot be more than the units looked at" in page
    page = page.submit("Publish the report", sample="20", defects="1", checks="Seams\nSwitch", verdict="passed")
    assert "The report is public: passed." in page
    page = browser.open("/products/lamp-of-oak/shipments")
    reference = made[1].reference
    page = page.submit("Send all that have a number", {"Carrier": "DHL"}, labels="CM-NOPE,1", status=422)
    assert "no pledge of this product is called CM-NOPE" in page
    page = page.submit(
        "Send all that have a number", {"Carrier": "DHL"}, **{f"number-{reference}": "0034", "labels": ""}
    )
    assert "1 parcel is on its way." in page
    assert again(made[1]).state == "shipped"
    page = page.submit("Note these arrivals", shipments=True)
    assert "1 arrival is noted." in page
    assert again(made[1]).state == "delivered"


def test_the_pledger_follows_their_own_line_and_says_it_came(browser, ines, omar, made):
    product, pledge = made
    page = browser.sign_in(omar).open("/products/lamp-of-oak")
    assert "paid and being made" in page
    shipped(ines, product, pledge)
    page = browser.open("/products/lamp-of-oak")
    assert "with DHL, number 0034-1" in page
    page = page.submit("It arrived")
    assert "You can review it now." in page
    assert again(pledge).state == "delivered"
    assert "Review" in page.click("Review it").h1


def test_a_guest_reads_the_making_and_every_report(browser, ines, made):
    product, _ = made
    an_inspection(ines, product, verdict=InspectionVerdict.FAILED, words="Seams open.")
    an_inspection(ines, product)
    page = browser.open("/products/lamp-of-oak/making")
    assert "Inspection of" in page
    page = page.click("Every report")
    assert "A later report is in force." in page
    browser.open("/products/no-such-lamp/making", status=404)
