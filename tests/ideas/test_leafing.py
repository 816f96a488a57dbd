"""Who leafs through a round's concepts sees each that stays, whatever leaves the round meanwhile."""

from datetime import timedelta

from ideas.concepts.withdrawing import withdraw
from kernel.clock import now
from kernel.database import transaction
from tests.cast import a_member
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.test_exposure import listed
from tests.ideas.voting import a_standing_concept


def test_nothing_is_missed_when_concepts_of_the_page_before_leave(plain_browser, maya, ines):
    round = a_round()
    concepts = {one.title: one for one in (a_standing_concept(round, maya, f"Bag number {n:02}") for n in range(64))}
    page = plain_browser.open(f"/rounds/{round.slug}")
    seen = listed(page)
    gone = [concepts.pop(title) for title in seen[:3]]
    with transaction():
        withdraw(maya, gone[0])
        gone[1].hidden_at, gone[1].hidden_reason = now(), "It names a person."
        withdraw(maya, gone[2])
    for _ in range(2):
        page = page.click("Next →")
        seen += listed(page)
    assert sorted(set(seen) & set(concepts)) == sorted(concepts)
    assert "Next →" not in page.text


def test_what_left_long_ago_takes_no_place(plain_browser, maya, travel):
    round = a_round()
    gone = [a_standing_concept(round, maya, f"Bag number {n:02}") for n in range(30)]
    stays = a_standing_concept(round, a_member("Una Rest"), "Bag number 30")
    with transaction():
        for one in gone:
            withdraw(maya, one)
    travel(timedelta(hours=2))
    assert listed(plain_browser.open(f"/rounds/{round.slug}")) == [stays.title]
