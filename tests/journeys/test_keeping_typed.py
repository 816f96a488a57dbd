"""What somebody typed is there when they come back, also when they left before it was saved."""

from playwright.sync_api import expect

from members.accounts.member import Role
from tests.cast import PASSWORD, a_member
from tests.chromium import PHONE
from tests.commerce.cast import a_product
from tests.ideas.concepts_in_rounds import a_concept, a_draft
from tests.journeys.people import Windowed


def _at_the_draft(window):
    maya = a_member("Maya Okafor")
    concept = a_draft(maya)
    person = Windowed(window(viewport=PHONE), maya)
    person.signs_in()
    person.opens(f"/concepts/{concept.id}/draft")
    return person.page


def test_a_draft_left_before_it_was_saved_is_saved_on_coming_back(window):
    page = _at_the_draft(window)
    draft = page.url
    page.fill("[name=summary]", "Light for one page.")
    for _ in range(2):
        page.goto("/me")
        page.goto(draft)
        expect(page.locator("[name=summary]")).to_have_value("Light for one page.")
    page.locator("#saved [data-accepted]").wait_for(state="attached")
    page.evaluate("sessionStorage.clear()")
    page.goto(draft)
    expect(page.locator("[name=summary]")).to_have_value("Light for one page.")


def test_a_comment_sent_after_the_session_ended_waits_behind_the_sign_in(window):
    omar = a_member("Omar Haddad")
    concept = a_concept(a_member("Maya Okafor"))
    person = Windowed(window(viewport=PHONE), omar)
    person.signs_in()
    person.opens(f"/concepts/{concept.id}")
    page = person.page
    page.locator(".say").first.get_by_label("Question").check()
    page.fill("[name=source]", "What if the strap tears?")
    page.context.clear_cookies()
    person.submits("Post", kind="question")
    page.wait_for_url("**/sign-in**")
    person.sees("What you typed is kept")
    person.submits("Sign in", email=omar.email, password=PASSWORD)
    expect(page.locator("[name=source]")).to_have_value("What if the strap tears?")
    person.submits("Post")
    expect(page.locator(".say [name=source]").first).to_have_value("")
    person.sees("1 still open")


def test_a_picture_too_heavy_to_send_is_refused_beside_its_field(window, tmp_path):
    heavy = tmp_path / "garden.jpg"
    heavy.write_bytes(b"x" * 22_000_000)
    page = _at_the_draft(window)
    page.set_input_files("[name=picture]", heavy)
    expect(page.locator(".field__error")).to_have_text(
        "“garden.jpg” has 21.0 MB; up to 20 MB work. Please choose a smaller one."
    )
    expect(page.locator("[name=picture]")).to_have_value("")


def test_a_picture_chosen_and_not_added_is_not_lost_without_a_word(window):
    page = _at_the_draft(window)
    page.fill("[name=summary]", "Light for one page.")
    page.set_input_files("[name=picture]", {"name": "lamp.png", "mimeType": "image/png", "buffer": b"x"})
    look = page.get_by_role("button", name="Look it over")
    look.click()
    told = page.locator(".field__error:visible")
    expect(told).to_have_text("“lamp.png” is not added yet. Add it first, or press again to go on without it.")
    expect(page.locator("[name=picture]")).to_be_focused()
    look.click()
    page.wait_for_url("**/look-over")


def test_nothing_is_saved_without_its_picture_unless_its_owner_says_so(window, tmp_path):
    heavy = tmp_path / "garden.jpg"
    heavy.write_bytes(b"x" * 22_000_000)
    omar = Windowed(window(viewport=PHONE), a_member("Omar Haddad"))
    omar.signs_in()
    omar.opens("/settings")
    omar.page.fill("[name=about]", "I mend bags.")
    omar.page.set_input_files("[name=picture]", heavy)
    save = omar.page.get_by_role("button", name="Store my profile")
    save.click()
    assert not omar.page.evaluate("document.querySelector('[name=picture]').form.checkValidity()")
    expect(omar.page.locator(".field__error")).to_be_visible()
    omar.page.get_by_role("button", name="Continue without it").click()
    save.click()
    omar.sees("Your profile is changed.")


def test_terms_not_saved_yet_are_still_there_when_the_words_beside_them_are_saved(window):
    ines = Windowed(window(viewport=PHONE), a_member("Ines Carvalho", role=Role.STAFF))
    ines.signs_in()
    product = a_product(ines.member)
    ines.opens(f"/products/{product.slug}/edit")
    ines.page.fill("[name=price]", "39,00")
    ines.submits("Save the words", words="A lamp of *ash*.")
    ines.sees("The words are saved")
    expect(ines.page.locator("[name=price]")).to_have_value("39,00")
    expect(ines.page.locator("[name=words]")).to_have_value("A lamp of *ash*.")
    ines.page.complaints.clear()  # the picture of a_product is a row without a file
