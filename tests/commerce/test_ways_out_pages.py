"""Staff go each way out by the buttons, and everybody reads on the product's page what happened."""

from datetime import timedelta

from commerce.catalog.drafting import draft
from commerce.catalog.product import ProductState
from commerce.pledges.pledge import Pledge
from kernel.clock import now
from kernel.database import db, transaction
from tests.browser import Browser
from tests.commerce.cast import a_campaign, a_pledge, a_product, closed, fresh, settle_now
from tests.commerce.test_products import found_viable
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_forum


def test_staff_look_before_they_launch_and_take_the_offer_back(browser, ines):
    product = a_product(ines, price_minor=12990, minimum_units=20, cap_units=None, opens_at=now() + timedelta(days=2))
    browser.sign_in(ines)
    page = browser.open("/products/lamp-of-oak/edit").click("Look at the offer")
    for words in (
        "€129.90",
        "Made from 20 pledged",
        "€2,598.00",
        "19 %",
        "European Union",
        "Made of",
        "The oak may be",
    ):
        assert words in page, words
    page = page.submit("Launch the campaign")
    assert "Opens soon" in page
    page = browser.open("/products/lamp-of-oak/edit").submit("Take it back", reason=" ", status=422)
    page = page.submit("Take it back", reason="The price was wrong.")
    assert "The price was wrong." in page
    assert fresh(product).is_draft
    Browser(browser.app).open("/products/lamp-of-oak", 404)


def test_who_finds_the_offer_fixed_reads_how_to_take_it_back_until_somebody_pledges(plain_browser, ines, omar):
    campaign = a_campaign(ines)
    page = plain_browser.sign_in(ines).open("/products/lamp-of-oak/edit")
    assert page.text.count("Nobody has pledged yet: take the offer back to change it.") >= 2
    a_pledge(omar, campaign)
    assert "Nobody has pledged yet" not in plain_browser.open("/products/lamp-of-oak/edit")


def test_a_launch_of_what_has_changed_since_is_shown_once_more(plain_browser, ines):
    a_product(ines)
    page = plain_browser.sign_in(ines).open("/products/lamp-of-oak/launch")
    page = page.submit("Launch the campaign", seen="0" * 16, status=422)
    assert "Something has changed since you looked" in page
    assert "Launched" in page.submit("Launch the campaign")


def test_a_draft_that_lacks_something_has_nothing_to_look_at(plain_browser, ines):
    a_product(ines, price_minor=None)
    page = plain_browser.sign_in(ines).open("/products/lamp-of-oak/launch")
    assert page.path == "/products/lamp-of-oak/edit"
    assert "Set the price." in page


def test_a_dropped_draft_says_so_on_its_page_and_its_lineage(browser, ines, maya):
    product = found_viable(a_concept(maya))
    browser.sign_in(ines)
    page = browser.open(f"{product.path}/edit").submit("Drop this draft", reason="No oak is to be had.")
    assert "everybody who supported the concept is told why" in page
    assert "Take it up again" in page
    assert product.name in browser.open("/shop?state=dropped")
    guest = Browser(browser.app)
    page = guest.open(product.path)
    assert "Not going ahead" in page
    assert "No oak is to be had." in page
    assert "No oak is to be had." in guest.open(f"{product.path}/lineage")
    browser.open(f"{product.path}/edit").submit("Take it up again")
    assert "Being prepared" in guest.open(product.path)


def test_a_draft_without_a_concept_is_dropped_without_a_word_of_supporters(browser, ines):
    browser.sign_in(ines).open("/shop").submit("Begin", name="Kettle of copper")
    page = browser.open("/products/kettle-of-copper/edit").submit("Drop this draft", reason="No copper is to be had.")
    assert "The draft is dropped." in page
    assert "supported" not in page


def test_a_product_is_begun_with_a_forum_or_given_one(browser, ines):
    forum = a_forum()
    browser.sign_in(ines)
    browser.open("/shop").submit("Begin", name="Kettle of copper", forum=str(forum.id))
    with transaction():
        other = draft(ines, "Stool of ash")
    page = browser.open("/products/stool-of-ash/edit").submit("Save the forum", forum=str(forum.id))
    assert "Its forum is saved." in page
    assert fresh(other).forum_id == forum.id
    assert "Bags" in browser.open("/products/kettle-of-copper")


def test_a_retired_product_is_put_on_the_list_again(browser, ines, omar):
    missed = a_campaign(ines, minimum_units=9)
    a_pledge(omar, missed)
    with closed(missed):
        settle_now()
        browser.sign_in(ines)
        browser.open("/products/lamp-of-oak/edit").submit("Retire", reason="Tired of it.")
        page = browser.open("/products/lamp-of-oak/edit")
        assert "Tired of it." in page
        page = page.submit("Put it on the list again")
        assert "Retired." not in page
        assert fresh(missed).state is ProductState.LISTED


def test_a_withdrawn_pledge_can_be_read_after_the_offer_was_taken_back(plain_browser, ines, omar):
    pledge = a_pledge(omar, a_campaign(ines))
    plain_browser.sign_in(omar).open(f"/pledges/{pledge.id}").submit("Withdraw my pledge")
    staff = Browser(plain_browser.app).sign_in(ines)
    staff.open("/products/lamp-of-oak/edit").submit("Take it back", reason="The price was wrong.")
    assert db.session.get(Pledge, pledge.id, populate_existing=True).state.value == "withdrawn"
    plain_browser.open(f"/pledges/{pledge.id}")
    plain_browser.open("/pledges")
    staff.open("/products/lamp-of-oak/payments")


def test_staff_reach_the_pledges_of_an_open_campaign(plain_browser, ines):
    a_campaign(ines)
    plain_browser.sign_in(ines)
    assert plain_browser.open("/shop").click("Pledges").path == "/products/lamp-of-oak/payments"
    assert (
        plain_browser.open("/products/lamp-of-oak").click("Pledges and money").path == "/products/lamp-of-oak/payments"
    )
