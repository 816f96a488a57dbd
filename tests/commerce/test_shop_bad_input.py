"""Junk in every field and address of the shop: a clear answer, nothing stored, never a 500."""

import re

import pytest
from sqlalchemy import func, select

from commerce.campaigns.settlement import settle_due
from commerce.pledges.pledge import Pledge
from kernel.clock import travel
from kernel.database import db, transaction
from tests.commerce.cast import a_campaign, a_pledge, a_product

HUGE = "9" * 30
SIGNS = ["٣", "\x00", "\ud800", "\ufdfd\u202e", "' OR 1=1 --", "<script>alert(1)</script>", "=1+1"]
JUNK = ["", " ", HUGE, "-1", "0", "1e9", "x" * 20_000, *SIGNS]


def send(browser, url, **fields):
    """Send junk as a hostile client would, with a good token; the status."""
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', browser.page.response.text).group(1)
    with browser.app.app_context():
        sent = {key: value.encode("utf-8", "surrogatepass") for key, value in fields.items()}
        answer = browser.client.post(
            url,
            data={"csrf_token": csrf, **sent},
            headers={"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        )
    db.session.rollback()
    return answer


PLACES = ["/products/{}", "/products/{}/price", "/pledges/{}", "/pledges/{}/money", "/bank-statements/{}"]


@pytest.mark.parametrize("path", PLACES)
def test_no_address_breaks_the_shop(plain_browser, ines, path):
    plain_browser.sign_in(ines)
    for junk in (HUGE, "0", "%00", "%FF", "..%2f", "x" * 3000, "%F0%9F%92%A9"):
        with plain_browser.app.app_context():
            assert plain_browser.client.get(path.format(junk)).status_code in (308, 400, 404, 414), junk
    for query in ("?page=" + HUGE, "?page=-1", "?page=x", "?shelf=%00", "?state=%00"):
        for place in ("/products", "/shop", "/payments"):
            with plain_browser.app.app_context():
                assert plain_browser.client.get(place + query).status_code == 200


def test_junk_never_becomes_a_pledge(plain_browser, ines, omar):
    campaign = a_campaign(ines)
    good = {"option": str(campaign.product.options[0].id), "quantity": "1", "region": "Germany", "agreed": "5390"}
    plain_browser.sign_in(omar).open("/products/lamp-of-oak")
    for field in ("option", "quantity", "region"):
        for junk in JUNK:
            answer = send(plain_browser, "/products/lamp-of-oak/pledge", **(good | {field: junk}))
            assert answer.status_code in (400, 422), (field, junk)
    assert send(plain_browser, "/products/lamp-of-oak/pledge", **(good | {"agreed": HUGE})).status_code in (303, 422)
    db.session.rollback()
    assert db.session.scalar(select(func.count(Pledge.id))) <= 1


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("terms", ["currency", "price", "tax", "shipping", "minimum", "cap", "opens_at", "closes_at", "promised_on"]),
        ("words", ["name", "summary", "words", "risks", "options"]),
        ("pictures", ["alt"]),
        ("retirement", ["reason"]),
    ],
)
def test_junk_in_the_editor_is_refused_or_kept_as_text(plain_browser, ines, path, fields):
    a_product(ines)
    plain_browser.sign_in(ines).open("/products/lamp-of-oak/edit")
    for field in fields:
        for junk in JUNK:
            answer = send(plain_browser, f"/products/lamp-of-oak/{path}", **{"name": "Lamp", field: junk})
            assert answer.status_code in (303, 400, 403, 422), (field, junk, answer.status_code)


def test_junk_in_the_money_books_nothing(plain_browser, ines, ada, omar):
    campaign = a_campaign(ines, minimum_units=1)
    pledge = a_pledge(omar, campaign)
    with travel(campaign.closes_at):
        with transaction():
            settle_due()
        plain_browser.sign_in(ines).open(f"/pledges/{pledge.id}/money")
        for junk in JUNK:
            for field in ("amount", "received_on"):
                good = {"amount": "1", "received_on": "2026-01-01"}
                answer = send(plain_browser, f"/pledges/{pledge.id}/payments", **(good | {field: junk}))
                assert answer.status_code in (400, 422), (field, junk)
            answer = send(plain_browser, "/bank-statements", source=junk)
            assert answer.status_code in (303, 400, 422), junk
        plain_browser.sign_in(ada).open("/bank-account")
        for junk in JUNK:
            answer = send(plain_browser, "/bank-account", holder=junk, iban=junk, bic=junk)
            assert answer.status_code in (400, 422), junk
    db.session.rollback()
    assert db.session.get(Pledge, pledge.id).received_minor == 0
