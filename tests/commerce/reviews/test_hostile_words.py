"""What nobody should type finds a clear answer in reviews, themes and parcels: never a broken page, and nothing runs."""

import json

import pytest

from kernel.database import db, transaction
from kernel.visible import unfit
from tests.commerce.making.cast import an_inspection, delivered, paid
from tests.commerce.reviews.cast import a_review, a_theme
from tests.data import shared
from tests.ideas.forums_and_rounds import a_forum

HUGE = "9" * 40
ODD = ["\x00", "\x1b[31m", "‮drowssap", "<script>probe()</script>", "'; DROP TABLE review; --", "%", "\\", "𝕳" * 50]
SCORES = {"performance": "8", "looks": "6", "price": "4", "packaging": "2"}


@pytest.fixture
def lamp(ines, omar, maya, theo, travel):
    """A product of a forum that theo keeps, which omar and maya received; maya's review is there."""
    product = delivered(ines, travel, omar, maya)[0]
    forum = a_forum("Lamps", steward=theo)
    with transaction():
        product.forum_id = forum.id
    db.session.expire_all()
    a_review(maya, product)
    return product


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_a_review_are_kept_or_refused_at_their_field(plain_browser, lamp, omar, odd):
    page = plain_browser.sign_in(omar).open("/products/lamp-of-oak/reviews/mine")
    status = 422 if "\x00" in odd or "\x1b" in odd else 200
    page = page.submit("Publish the review", **SCORES, title=odd, text=odd, wish=odd, status=status)
    assert "<script>probe" not in page.response.text


@pytest.mark.parametrize("score", ["", "-1", "11", "5.5", "ten", HUGE])
def test_a_score_that_is_none_is_refused_and_the_words_stay(plain_browser, lamp, omar, score):
    page = plain_browser.sign_in(omar).open("/products/lamp-of-oak/reviews/mine")
    page = page.submit(
        "Publish the review", **(SCORES | {"price": score}), text="Kept as typed.", status=None if score == "٥" else 422
    )
    assert "Kept as typed." in page.response.text


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_the_search_for_sentences_find_nothing(plain_browser, lamp, theo, odd):
    plain_browser.sign_in(theo)
    page = plain_browser.open("/products/lamp-of-oak/themes/suggestions")
    assert "Suggestions" in page.submit("Find sentences", words=odd)


def test_numbers_that_no_row_has_are_left_out_or_not_there(plain_browser, lamp, theo, ines):
    page = plain_browser.sign_in(theo).open("/products/lamp-of-oak/themes/suggestions?words=cord")
    page = page.submit("Gather them", name="cord", sentences=True)
    for url in (f"/reviews/{HUGE}", f"/themes/{HUGE}", f"/reviews/{HUGE}/history", "/products/%00/reviews"):
        plain_browser.open(url, status=404)
    plain_browser.open(f"/products/lamp-of-oak/reviews?page={HUGE}")


def test_odd_parcel_numbers_are_refused_with_their_line(plain_browser, ines, omar, travel):
    product, (pledge,) = paid(ines, travel, omar)
    an_inspection(ines, product)
    page = plain_browser.sign_in(ines).open("/products/lamp-of-oak/shipments")
    field = f"number-{pledge.reference}"
    for odd in ("\x00", "0" * 61):
        page = page.submit("Send all that have a number", {"Carrier": "DHL"}, **{field: odd}, status=422)
        assert "readable characters" in page


@pytest.mark.parametrize("part", range(4))
def test_naughty_strings_come_through_a_review_whole_or_are_refused(plain_browser, lamp, omar, part):
    strings = json.loads(shared("attack_text/naughty_strings.json").read_text())[part::60]
    plain_browser.sign_in(omar)
    for odd in strings:
        page = plain_browser.open("/products/lamp-of-oak/reviews/mine")
        refused = any(unfit(char) and char != "\r" for char in odd)
        label = "Save the new wording" if "Save the new wording" in page.names("button") else "Publish the review"
        page.submit(label, **SCORES, text=f"So: {odd}", status=422 if refused else 200)


def test_a_theme_shows_member_words_as_words(plain_browser, lamp, omar, theo):
    review = a_review(omar, lamp, text="The cord <img src=x onerror=probe()> broke.", wish="")
    theme = a_theme(theo, lamp, review)
    page = plain_browser.open(f"/themes/{theme.id}")
    assert "<img src=x" not in page.response.text
