"""What readers and keepers see of rounds and forums, and do there."""

from datetime import timedelta

import pytest

from governance.counting.rule import RuleName
from ideas.ballots.closing import close
from ideas.ballots.result import ResultLine
from ideas.rounds.answering import SignalAnswers, answer_signals
from ideas.rounds.queries import round_named, round_to_change
from ideas.rounds.rescheduling import end_phase
from ideas.rounds.round import Round
from ideas.rounds.table import why_in_short
from ideas.rounds.turning import turn_rounds
from ideas.supports.supporting import support
from kernel.clock import now
from kernel.database import transaction
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal
from tests.ideas.voting import a_standing_concept


def supported(member, concept):
    with transaction():
        support(member, concept)


@pytest.mark.parametrize("phase", ["announced", "proposing", "refining", "balloting", "closed"])
def test_a_guest_reads_a_round_in_every_phase_in_six_queries(plain_browser, maya, phase):
    round = a_round(phase)
    for _ in range(3):
        a_standing_concept(round, maya)
    with transaction():
        turn_rounds()
        if phase == "closed":
            close(round)
    plain_browser.open("/rounds")  # the brand is looked up every five seconds, not for each page
    page = plain_browser.open(f"/rounds/{round.slug}")
    assert round.title in page.h1
    assert phase in page
    assert page.queries <= 6


@pytest.mark.parametrize("phase", ["announced", "proposing", "refining", "balloting", "closed"])
def test_a_member_reads_a_round_in_every_phase_in_ten_queries(plain_browser, maya, ines, phase):
    round = a_round(phase)
    for _ in range(3):
        a_standing_concept(round, maya)
    with transaction():
        turn_rounds()
        if phase == "closed":
            close(round)
    plain_browser.sign_in(ines).open("/rounds")
    page = plain_browser.open(f"/rounds/{round.slug}")
    assert page.queries <= 10


def test_no_count_is_shown_while_a_round_runs(plain_browser, maya, omar):
    round = a_round("proposing")
    concept = a_concept(maya, round)
    supported(omar, concept)
    supported(maya, concept)
    page = plain_browser.open(f"/rounds/{round.slug}")
    assert concept.title in page
    assert "2 support" not in page
    page = plain_browser.sign_in(omar).open(f"/rounds/{round.slug}")
    assert "You support this." in page
    assert "You support 1" in page


def test_concepts_come_thirty_a_page_and_none_twice(plain_browser, maya, omar):
    round = a_round("proposing")
    titles = {a_standing_concept(round, maya, f"Bag number {number:02}").title for number in range(35)}
    first = plain_browser.sign_in(omar).open(f"/rounds/{round.slug}")
    second = first.click("Next →")
    seen = [{title for title in titles if title in page} for page in (first, second)]
    assert [len(part) for part in seen] == [30, 5]
    assert seen[0] | seen[1] == titles


def test_two_readers_get_different_orders(plain_browser, maya, omar):
    round = a_round("proposing")
    for number in range(20):
        a_standing_concept(round, maya, f"Bag number {number:02}")

    def order(member):
        text = plain_browser.sign_in(member).open(f"/rounds/{round.slug}").text
        return sorted(range(20), key=lambda number: text.index(f"Bag number {number:02}"))

    assert order(maya) != order(omar)
    assert order(maya) == order(maya)


def test_a_round_says_which_signals_it_answers_and_why_not_the_others(plain_browser, ines):
    round = a_round("announced")
    straps, zips = a_signal(round.forum), a_signal(round.forum, "Zips jam")
    with transaction():
        held = round_to_change(round.slug)
        answer_signals(
            ines, held, SignalAnswers(frozenset({straps.id}), {zips.id: "The next round asks for closures."})
        )
    page = plain_browser.open(f"/rounds/{round.slug}")
    assert straps.statement in page
    assert "Not this time: The next round asks for closures." in page
    page = page.click("All signals of")
    assert "not picked" in page
    assert "The next round asks for closures." in page


def test_a_steward_opens_a_round_from_the_forums_page(browser, theo):
    forum = a_forum("Bags", steward=theo)
    signal = a_signal(forum)
    page = browser.sign_in(theo).open("/forums/bags").click("Open a round")
    page = page.submit("Open the round", title="A bag for rain", brief="Ask for *rain*.", slots="2", status=422)
    assert "or say why this round does not answer it" in page
    page = page.submit("Open the round", {signal.statement: True})
    assert page.h1 == "A bag for rain"
    assert "announced" in page
    assert "The round is announced." in page
    assert round_named("a-bag-for-rain").phase(now()).value == "announced"


def test_dates_typed_out_of_order_are_refused_beside_their_field(browser, ines):
    a_forum("Bags")
    page = browser.sign_in(ines).open("/forums/bags/rounds/new")
    page = page.submit("Open the round", title="T", brief="B", slots="1", closes_at="2026-01-01T10:00", status=422)
    assert "leave time to vote" in page


def test_a_keeper_moves_the_dates_with_a_public_reason(browser, ines):
    round = a_round("proposing")
    later = (round.closes_at + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    page = browser.sign_in(ines).open(f"/rounds/{round.slug}").click("Move the dates")
    page = page.submit("Move the dates", closes_at=later, status=422)
    assert "Say why" in page
    page = page.submit("Move the dates", closes_at=later, reason="The factory visit moved.")
    assert "The dates have moved once" in page
    assert "The factory visit moved." in page


def test_a_keeper_ends_a_phase(browser, ines):
    round = a_round("proposing")
    page = browser.sign_in(ines).open(f"/rounds/{round.slug}/timetable")
    page = page.submit("End this phase", {"Reason for ending it now": "Everybody is done."})
    assert "refining" in page


def test_the_brief_is_changed_until_proposing_begins(browser, ines):
    round = a_round("announced")
    page = browser.sign_in(ines).open(f"/rounds/{round.slug}").click("Change the brief")
    page = page.submit("Save the brief", title="A bag for snow")
    assert page.h1 == "A bag for snow"
    with transaction():
        end_phase(ines, round_to_change(round.slug), "Early.")
    browser.open(f"/rounds/{round.slug}/brief", status=403)


def test_members_are_offered_no_keepers_acts_and_refused_them(plain_browser, omar):
    round = a_round("proposing")
    page = plain_browser.sign_in(omar).open(f"/rounds/{round.slug}")
    assert "Move the dates" not in page
    plain_browser.open(f"/rounds/{round.slug}/timetable", status=403)
    plain_browser.open(f"/forums/{round.forum.slug}/rounds/new", status=403)


def test_a_round_or_forum_that_is_not_there_is_a_404(plain_browser):
    for url in ("/rounds/none", "/forums/none", "/forums/none/signals", "/concepts/9/assessments"):
        plain_browser.open(url, status=404)


def test_the_lists_of_rounds_and_forums_show_what_is_open(plain_browser, ines):
    assert "No forum yet" in plain_browser.open("/forums")
    assert "Nothing is open right now" in plain_browser.open("/rounds")
    open_one, past = a_round("balloting"), a_round("closed")
    plain_browser.open("/rounds")
    for url in ("/rounds", "/forums"):
        page = plain_browser.open(url)
        assert open_one.title in page
        assert page.queries <= 6
    assert past.title in plain_browser.open("/rounds")
    page = plain_browser.open(f"/forums/{past.forum.slug}")
    assert past.title in page
    assert page.queries <= 6


def test_staff_open_and_change_a_forum_and_appoint_its_steward(browser, ines, theo):
    page = browser.sign_in(ines).open("/forums").click("Open a forum")
    page = page.submit("Open the forum", name="Bags", summary="Carries.", colour="#ffee88", status=422)
    assert "too pale" in page
    page = page.submit("Open the forum", colour="#1f6f5c")
    assert page.h1 == "Bags"
    page = page.click("Change this forum")
    page = page.submit("Appoint", {"Name of the member": "nobody"}, status=422)
    assert "Nobody here is called so" in page
    page = page.submit("Appoint", {"Name of the member": "THEO brandt"})
    assert "Theo Brandt keeps this forum now." in page
    page = page.submit("Release Theo Brandt")
    assert "Nobody yet" in page
    page = page.submit("Save the forum", name="Bags and packs")
    assert page.h1 == "Bags and packs"


def test_a_steward_notes_a_signal(browser, theo, omar):
    a_forum("Bags", steward=theo)
    page = browser.sign_in(theo).open("/forums/bags/signals")
    page = page.submit("Note it", statement="The strap cuts in", evidence="14 of 60 reviews say so.")
    assert "waits for the next brief" in page
    page = browser.sign_in(omar).open("/forums/bags/signals")
    assert "The strap cuts in" in page
    assert "Note it" not in page


def test_supporting_in_the_list_brings_the_choices_up_to_date(browser, maya, omar):
    round = a_round("proposing")
    concept = a_concept(maya, round)
    page = browser.sign_in(omar).open(f"/rounds/{round.slug}")
    assert "You support none yet." in page
    page = page.submit("Support this")
    page = page if browser.htmx else browser.open(f"/rounds/{round.slug}")
    assert "You support 1" in page
    page = page.click("See it")
    assert concept.title in page


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"reason": "paid", "votes": 9}, "Won: its 9 supporters paid for it together from their shares."),
        (
            {"reason": "supporters-short", "votes": 19, "money_short": "48300"},
            "Its 19 supporters lacked €483.00: the rest of their shares had paid for other winners.",
        ),
        ({"reason": "no-room", "votes": 3, "votes_short": 1}, "It missed by 1 vote."),
        ({"reason": "most-votes", "votes": 5}, "From what was left over, by most votes."),
        ({"reason": "no-votes", "votes": 0}, ""),
    ],
)
def test_a_result_card_says_why_one_with_more_votes_can_miss(line, why):
    round = Round(counting_rule=RuleName.EQUAL_SHARES, currency="EUR")
    assert why_in_short(ResultLine(**line), round) == why
