"""Reviews, themes and signals as people use their pages."""

import io
from datetime import timedelta

import pytest

from commerce.reviews.queries import review_with_id
from governance.pending.executing import do_due
from kernel.database import db, transaction
from tests.commerce.making.cast import delivered, paid
from tests.commerce.reviews.cast import a_review, a_theme
from tests.ideas.forums_and_rounds import a_forum
from tests.kernel.test_uploads import picture

SCORES = {"performance": "8", "looks": "6", "price": "4", "packaging": "2"}


@pytest.fixture
def lamp(ines, omar, maya, theo, travel):
    """A product of a forum that theo keeps, which omar and maya received."""
    product = delivered(ines, travel, omar, maya)[0]
    forum = a_forum("Lamps", steward=theo)
    with transaction():
        product.forum_id = forum.id
    db.session.expire_all()
    db.session.refresh(product)
    return product


def test_a_receiver_writes_and_revises_their_review(browser, lamp, omar):
    page = browser.sign_in(omar).open("/products/lamp-of-oak").click("Review it")
    page = page.submit("Publish the review", text="Too dim.", **(SCORES | {"price": "11"}), status=422)
    assert "Score from 0 to 10." in page
    assert "Too dim." in page
    shown = (io.BytesIO(picture()), "lamp.jpg")
    page = page.submit(
        "Publish the review",
        **SCORES,
        title="Dim",
        text="Too *dim*.",
        wish="More light.",
        pictures=shown,
        alt="The lamp",
    )
    assert page.h1 == "Review of Lamp of oak by Omar Haddad"
    for words in ("Your review is public.", "received it", "5 of 10", "What should change", "More light."):
        assert words in page, words
    assert 'alt="The lamp"' in page.response.text
    page = page.click("Revise it").submit("Save the new wording", performance="9", text="Bright after all.")
    assert "Bright after all." in page
    page = page.click("Its 2 wordings")
    assert "Wording 1" in page
    assert "Too dim." in page


def test_who_did_not_receive_it_reads_why_they_cannot_review(browser, ines, omar, maya, travel):
    paid(ines, travel, omar)
    page = browser.sign_in(maya).open("/products/lamp-of-oak/reviews")
    assert "Only people whose pledge was delivered can review." in page
    page = browser.open("/products/lamp-of-oak/reviews/mine")
    assert "Only people whose pledge was delivered can review." in page
    page = page.click("Who can review, and how it is checked")
    assert "5 is the pass mark" in page


def test_members_say_helpful_change_it_and_take_it_back(browser, lamp, omar, maya):
    review = a_review(omar, lamp)
    page = browser.sign_in(maya).open(f"/reviews/{review.id}")
    page = page.submit("Helpful: Good light")
    assert "You said helpful." in page
    page = page.submit("Not helpful: Good light")
    assert "0 of 1 found this helpful" in page
    page = page.submit("Undo")
    assert "Was this helpful?" in page
    page = browser.sign_in(omar).open(f"/reviews/{review.id}")
    assert "This is your own review." in page


def test_staff_answer_on_the_page(browser, lamp, omar, ines, travel):
    review = a_review(omar, lamp)
    page = browser.sign_in(ines).open(f"/reviews/{review.id}")
    page = page.submit("Look it over", source="The next one is *brighter*.")
    assert "Who wrote the review." in page
    page = page.submit("Publish the answer")
    assert "Take it back" in page.names("button")
    page = browser.open(f"/reviews/{review.id}")
    assert "The next one is brighter." not in page
    assert "Look it over" not in page.names("button")
    travel(timedelta(minutes=16))
    with transaction():
        do_due()
    assert "The next one is brighter." in browser.open(f"/reviews/{review.id}")
    db.session.expire_all()
    assert len(review_with_id(review.id, None).replies) == 1


def test_a_guest_filters_the_list_and_finds_his_way_on(browser, lamp, omar, maya):
    a_review(omar, lamp, title="Fine")
    a_review(maya, lamp, title="Poor", price=0)
    page = browser.open("/products/lamp-of-oak")
    assert "4.5 of 10" in page
    assert "From 2 people who received it; below the pass mark of 5" in page
    page = page.click("All reviews")
    assert "Fine" in page
    page = page.click("Below the pass mark")
    assert "Poor" in page
    assert "Fine" not in page
    page = page.click("With pictures")
    assert "No review of this kind" in page
    page.click("Show all").click("What they speak about")
    browser.open("/products/lamp-of-oak/reviews?only=nonsense&order=nonsense&page=999")
    browser.open("/reviews/999", status=404)


def test_a_steward_gathers_a_theme_and_makes_it_a_signal(browser, lamp, omar, maya, theo):
    a_review(omar, lamp)
    a_review(maya, lamp, text="The cord is terrible. I like it.", wish="")
    page = browser.sign_in(theo).open("/products/lamp-of-oak/themes").click("Gather sentences").click("cable")
    page = page.submit("Gather them", name="cord length", status=422)
    assert "Choose at least one sentence." in page
    page = page.submit("Gather them", name="cord length", sentences=True)
    assert page.h1 == "What reviews say about “cord length”"
    page = page.submit("Correct sentence 1", polarity="neither")
    assert "That sentence now counts as: neither." in page
    page = page.submit("Take out sentence 1")
    page = page.submit("Make it a signal", statement="", status=422)
    assert "Say what should change." in page
    page = page.submit("Make it a signal", statement="The cord should be longer")
    assert "It is a signal now" in page
    page = page.click("The cord should be longer")
    assert page.path == "/forums/lamps/signals"
    page = page.click("Where this comes from: The cord should be longer")
    assert page.h1 == "What reviews say about “cord length”"


def test_sentences_are_found_by_their_words_too(browser, lamp, omar, theo):
    a_review(omar, lamp, text="The gimbal sings.")
    page = browser.sign_in(theo).open("/products/lamp-of-oak/themes/suggestions")
    page = page.submit("Find sentences", words="gimbal")
    assert "The gimbal sings." in page
    assert "No sentence speaks of that." in page.submit("Find sentences", words="%_")


def test_members_read_themes_but_do_not_gather(browser, lamp, omar, maya, theo):
    theme = a_theme(theo, lamp, a_review(omar, lamp))
    page = browser.sign_in(maya).open("/products/lamp-of-oak/themes").click("cord length")
    assert "The forum’s stewards and staff can make it one." in page
    assert page.path == f"/themes/{theme.id}"
    browser.open("/products/lamp-of-oak/themes/suggestions", status=403)


def test_a_review_of_a_hidden_product_is_not_there(browser, lamp, omar, theo):
    theme = a_theme(theo, lamp, review := a_review(omar, lamp))
    with transaction():
        lamp.state, lamp.listed_at = "draft", None
    db.session.expire_all()
    for url in (f"/reviews/{review.id}", f"/themes/{theme.id}", f"/products/{lamp.slug}/reviews"):
        browser.open(url, status=404)
