"""A ballot on a phone and at a desk: what is chosen is what the bar says, also after Back, and the bar hides nothing that holds
the focus.
"""

import pytest
from playwright.sync_api import expect

from tests.cast import a_member
from tests.chromium import DESK, PHONE
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_small_ballot, a_standing_concept
from tests.journeys.people import Windowed

LEFT = "#choices-left"
HIDDEN = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return at === document.body || at.contains(hit) || hit?.contains(at) ? '' : `${at.outerHTML} under ${hit?.outerHTML}`;
}"""


def _voter(window, viewport=PHONE, finalists=8, **changes):
    round = a_small_ballot(
        a_member("Maya Okafor"), *(f"Lamp {n}" for n in range(finalists)), choices_limit=4, **changes
    )
    person = Windowed(window(viewport=viewport), a_member("Omar Haddad"))
    person.signs_in()
    person.opens(f"/rounds/{round.slug}/ballot")
    return person.page


def test_the_count_tells_the_truth_after_back_and_after_casting(window):
    page = _voter(window)
    page.locator("[name=choices]").nth(0).check()
    page.locator("[name=choices]").nth(1).check()
    page.get_by_role("link", name="Read it").first.click()
    page.wait_for_url("**/concepts/*")
    page.go_back()
    expect(page.locator(LEFT)).to_have_text("2 of 4 chosen, 2 left")
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.locator("#receipt")).to_contain_text("Your ballot stands with 2 choices")
    expect(page.locator(LEFT)).to_have_text("2 of 4 chosen, 2 left")


def test_reading_a_finalist_and_coming_back_by_its_button_loses_no_tick(window):
    page = _voter(window)
    page.locator("[name=choices]").nth(2).check()
    page.get_by_role("link", name="Read it").first.click()
    page.get_by_role("link", name="Vote in").click()
    expect(page.locator("[name=choices]").nth(2)).to_be_checked()
    expect(page.locator(LEFT)).to_have_text("1 of 4 chosen, 3 left")
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.locator("#receipt")).to_contain_text("Your ballot stands with 1 choice")
    page.reload()
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))") == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_bar_hides_what_holds_the_focus(window, viewport):
    page = _voter(window, viewport)
    round = a_round("proposing")
    for n in range(5):
        a_standing_concept(round, a_member(f"Person {n}", email=f"p{n}@people.example"), f"Bag {n}")
    for address in (page.url, f"/rounds/{round.slug}"):
        page.goto(address)
        hidden = []
        for _ in range(40):
            page.keyboard.press("Tab")
            hidden.append(page.evaluate(HIDDEN))
        assert [one for one in hidden if one] == []


def test_a_ballot_is_changed_as_often_as_one_likes_without_leaving_the_page(window):
    page = _voter(window)
    for number in range(3):
        page.locator("[name=choices]").nth(number).check()
        page.get_by_role("button", name="Cast my ballot").click()
        expect(page.locator("#receipt")).to_contain_text(f"Your ballot stands with {number + 1} choice")
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.locator("#receipt")).to_contain_text("Your ballot stands with 3 choices")


def test_what_just_happened_goes_with_the_next_act_or_after_a_while(window):
    page = _voter(window)
    page.clock.install()
    page.reload()
    page.locator("[name=choices]").nth(0).check()
    page.get_by_role("button", name="Cast my ballot").click()
    notice = page.locator("#notice .notice")
    expect(notice).to_have_text("Your ballot is cast. You can change it until the round closes.×")
    page.locator("[name=choices]").nth(1).check()
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.locator("#receipt")).to_contain_text("Your ballot stands with 2 choices")
    expect(notice).to_have_count(1)
    page.clock.fast_forward(9000)
    expect(notice).to_have_count(0)
