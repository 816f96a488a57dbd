"""A press whose answer never comes, or comes from somebody else, loses nothing and says so."""

import pytest
from playwright.sync_api import expect

from kernel.database import db, transaction
from members.sessions.session import MemberSession
from tests.cast import a_member
from tests.chromium import PHONE
from tests.ideas.concepts_in_rounds import a_concept
from tests.journeys.people import Windowed

FOREIGN = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>nginx</body></html>"
TYPED = "What if the strap tears?"


@pytest.fixture
def page(window):
    """A member's window at somebody's concept, with a comment typed."""
    concept = a_concept(a_member("Maya Okafor"))
    person = Windowed(window(viewport=PHONE), a_member("Omar Haddad"))
    person.signs_in()
    person.opens(f"/concepts/{concept.id}")
    person.page.locator(".say").first.get_by_label("Question").check()
    person.page.fill("[name=source]", TYPED)
    return person.page


def in_the_way(page, status=502, body=FOREIGN):
    """A proxy that answers every form in the site's place."""
    page.route("**/*", lambda route: _between(route, status, body))


def _between(route, status, body):
    if route.request.method == "POST":
        route.fulfill(status=status, body=body, content_type="text/html")
    else:
        route.continue_()


def still_whole(page, words):
    """The notice says it, the text is there, and nothing foreign is."""
    expect(page.locator("#notice")).to_contain_text(words)
    expect(page.locator("[name=source]").first).to_have_value(TYPED)
    assert "Bad Gateway" not in page.content()
    page.complaints.clear()


def then_it_works(page):
    page.get_by_role("button", name="Post").first.click()
    expect(page.locator(".say [name=source]").first).to_have_value("")
    expect(page.get_by_text(TYPED)).to_be_visible()


@pytest.mark.parametrize("status", [502, 504, 200])
def test_a_proxys_answer_is_not_swapped_into_the_page(page, status):
    in_the_way(page, status)
    page.get_by_role("button", name="Post").first.click()
    still_whole(page, "could not answer")
    page.get_by_role("button", name="Support this").click()
    still_whole(page, "could not answer")
    page.unroute_all()
    then_it_works(page)
    page.get_by_role("button", name="Support this").click()
    expect(page.locator("#notice")).to_contain_text("support")


def test_a_body_that_a_proxy_found_too_large_is_called_that(page):
    in_the_way(page, 413, "<html>413 Request Entity Too Large</html>")
    page.get_by_role("button", name="Post").first.click()
    still_whole(page, "too large")


def test_without_a_connection_the_notice_says_so_and_the_button_works_again(page):
    page.context.set_offline(True)
    page.get_by_role("button", name="Post").first.click()
    still_whole(page, "no connection")
    page.context.set_offline(False)
    then_it_works(page)


def test_what_was_not_sent_is_there_after_a_reload(page):
    in_the_way(page)
    page.get_by_role("button", name="Post").first.click()
    still_whole(page, "could not answer")
    page.unroute_all()
    page.get_by_role("button", name="Support this").click()
    expect(page.locator("#notice")).to_contain_text("support")
    page.reload()
    expect(page.locator("[name=source]").first).to_have_value(TYPED)


def test_a_support_pressed_after_the_session_ended_leads_to_the_sign_in_and_back(page):
    path = page.url
    with transaction():
        for session in db.session.query(MemberSession):
            db.session.delete(session)
    page.get_by_role("button", name="Support this").click()
    page.wait_for_url("**/sign-in**")
    assert f"next=/concepts/{path.rsplit('/', 1)[1]}" in page.url.replace("%2F", "/")
