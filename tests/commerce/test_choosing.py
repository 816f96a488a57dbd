"""A guest sees every choice, makes it before there is an account, and finds it again with one."""

from kernel.outbox import deliver_waiting
from tests.cast import PASSWORD
from tests.commerce.cast import a_campaign
from tests.commerce.test_shop_pages import stored_pledge
from tests.members.letters import last_letter


def test_a_guest_chooses_and_comes_back_to_the_same_choice_with_an_account(browser, ines):
    large = str(a_campaign(ines).product.options[1].id)
    page = browser.open("/products/lamp-of-oak")
    page = page.submit("What this costs", option=large, quantity="2", region="European Union")
    assert "€107.90" in page
    assert 'value="2"' in page.response.text
    page = page.submit("Join to pledge")
    page.submit("Join", name="Maja Lind", email="maja@example.org", password="linen oak and lamp")
    page = browser.open(f"/products/lamp-of-oak?option={large}&quantity=2&region=European Union#pledge-form")
    assert "You chose 2 × Large, €107.90 all-in." in page
    assert 'id="pledge-form"' in page.response.text  # where the bar's button leads to
    deliver_waiting()
    page = browser.open(last_letter(browser.app).link("/confirmation/")).submit("Confirm")
    assert page.path == "/products/lamp-of-oak"
    assert "€107.90" in page
    page = page.submit("Pledge")
    pledge = stored_pledge()
    assert (pledge.option_id, pledge.quantity, pledge.region) == (int(large), 2, "European Union")
    assert page.path == pledge.path


def test_a_guest_who_has_an_account_keeps_the_choice_too(browser, ines, omar):
    large = str(a_campaign(ines).product.options[1].id)
    page = browser.open("/products/lamp-of-oak").submit("Sign in", option=large, quantity="3")
    assert page.path == "/sign-in"
    page = page.submit("Sign in", email=omar.email, password=PASSWORD)
    assert "€151.90" in page
    page.submit("Pledge")
    assert (stored_pledge().option_id, stored_pledge().quantity) == (int(large), 3)


def test_an_address_that_asks_for_nonsense_shows_the_usual_choice(browser, ines):
    a_campaign(ines)
    page = browser.open("/products/lamp-of-oak?option=9x&quantity=300&region=Moon")
    assert "€53.90" in page
