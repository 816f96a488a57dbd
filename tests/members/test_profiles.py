"""Profiles, pictures and places."""

import io
import os

import pytest
from PIL import Image
from sqlalchemy import select

from kernel.database import db
from kernel.pictures import SIZES, Picture, file_of
from members.accounts.member import Member
from members.profiles.editing import zones
from tests.browser import Browser


def picture(size=(300, 400)):
    kept = io.BytesIO()
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(kept, "PNG")  # 360 KB: noise does not shrink
    kept.seek(0)
    return kept


def again(member):
    db.session.rollback()
    return db.session.scalar(select(Member).where(Member.id == member.id).execution_options(populate_existing=True))


def test_a_member_fills_in_their_profile_and_everybody_sees_it(app, browser, maya):
    page = browser.sign_in(maya).open("/settings")
    page = page.submit("Store my profile", name="Maya O.", about="I **mend** bags. <script>alert(1)</script>")
    assert page.h1 == "Maya O."
    page = Browser(app).open(f"/members/{maya.id}")
    assert "I mend bags." in page
    assert "<strong>mend</strong>" in page.response.text
    assert "<script>alert" not in page.response.text


def test_a_picture_is_shown_small_and_its_predecessor_goes(app, browser, maya):
    page = browser.sign_in(maya).open("/settings")
    page = page.submit("Store my profile", picture=(picture(), "me.png"))
    first = again(maya).picture_key
    assert f"/pictures/{first}-96.webp" in page.response.text
    assert file_of(first, 480).exists()
    browser.open("/settings").submit("Store my profile", picture=(picture(), "me.png"))
    assert again(maya).picture_key != first
    assert not any(file_of(first, size).exists() for size in SIZES)
    browser.open("/settings").submit("Store my profile", no_picture=True)
    assert again(maya).picture_key is None
    assert db.session.scalar(select(Picture)) is None


def test_what_is_no_picture_is_told_at_its_field_and_the_words_stay(browser, maya):
    page = browser.sign_in(maya).open("/settings")
    page = page.submit("Store my profile", status=422, about="Mends bags", picture=(io.BytesIO(b"<svg/>"), "me.png"))
    assert "could not be read as a picture" in page
    assert "Mends bags" in page.response.text
    assert again(maya).about_source == ""


def answer_to(browser, url, size):
    with browser.app.app_context():
        kind = "multipart/form-data; boundary=x"
        headers = {"Sec-Fetch-Site": "same-origin", "Referer": f"http://localhost{url}"}
        return browser.client.post(url, data=b"x" * size, content_type=kind, headers=headers)


@pytest.mark.parametrize(("url", "size"), [("/settings", 22_000_000), ("/settings/place", 400_000)])
def test_a_body_over_the_limit_is_refused_with_a_helpful_page(app, maya, url, size):
    browser = Browser(app).sign_in(maya)
    answer = answer_to(browser, url, size)
    assert answer.status_code == 413
    assert "20 MB" in answer.text
    assert f'href="{url}">Back to the form</a>' in answer.text


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "x" * 61), ("name", "Omar Haddad"), ("about", "x" * 2001)]
)
def test_what_does_not_fit_is_told(plain_browser, maya, omar, field, value):
    page = plain_browser.sign_in(maya).open("/settings")
    page.submit("Store my profile", status=422, **{field: value})
    assert again(maya).name == "Maya Okafor"


def test_zone_and_language_are_stored(browser, maya):
    page = browser.sign_in(maya).open("/settings/place")
    page.submit("Save", zone="Asia/Tokyo", language="pt-BR")
    assert (again(maya).zone, again(maya).language) == ("Asia/Tokyo", "pt-BR")
    for language in ("", "english please", "e", "en_GB", "x" * 36):
        page = browser.open("/settings/place").submit("Save", status=422, language=language)


def test_a_zone_that_is_not_in_the_list_is_refused(plain_browser, maya):
    page = plain_browser.sign_in(maya).open("/settings/place")
    page.submit("Save", status=422, zone="../../etc/passwd")
    assert "Europe/Berlin" in zones()


def test_the_unconfirmed_have_no_profile_but_for_themselves(app, lena, maya):
    assert "Lena" in Browser(app).sign_in(lena).open(f"/members/{lena.id}")
    Browser(app).open(f"/members/{lena.id}", status=404)
    Browser(app).sign_in(maya).open(f"/members/{lena.id}", status=404)


def test_the_words_of_the_suspended_are_not_shown(app, plain_browser, rolf):
    page = plain_browser.open(f"/members/{rolf.id}")
    assert "suspended" in page


def test_a_member_brought_in_by_an_import_says_from_where(app, plain_browser):
    from kernel.database import transaction
    from members.accounts.signing_up import admit

    with transaction():
        member = admit("m00001", "wishlist")
    assert "wishlist" in plain_browser.open(f"/members/{member.id}")


def test_forms_change_nothing_but_their_own_fields(app, maya):
    browser = Browser(app).sign_in(maya)
    token = browser.open("/settings/place").response.text.split('name="csrf_token" value="')[1].split('"')[0]
    extra = {"role": "admin", "confirmed_at": "", "email": "x@evil.example", "id": "1", "suspended_at": "", "name": "X"}
    with app.app_context():
        form = {"csrf_token": token, "zone": "UTC", "language": "en", **extra}
        browser.client.post("/settings/place", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    member = again(maya)
    assert (member.zone, member.role, member.email, member.name) == (
        "UTC",
        "member",
        "maya@people.example",
        "Maya Okafor",
    )
