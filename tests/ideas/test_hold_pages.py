"""The pages of held and waiting votes, for their owners, for staff and for everybody."""

from datetime import timedelta

import pytest

from ideas.ballots.counting_apart import close_due
from ideas.holds import judging
from kernel.clock import now
from kernel.database import transaction
from members.accounts.member import Role
from members.notices.queries import notices_of
from tests.cast import a_member
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.holding import a_finding, holds_in, votes
from tests.ideas.voting import a_small_ballot, a_standing_concept, after_the_close, close, in_order, voters


@pytest.fixture
def round(app, maya):
    return a_small_ballot(maya)


@pytest.fixture
def finding(round, omar):
    votes(omar, round, in_order(round)[0])
    return a_finding(round, omar, concept=in_order(round)[0])


def test_an_unconfirmed_member_supports_and_reads_what_it_waits_for(browser, maya, lena):
    concept = a_standing_concept(a_round(), maya)
    page = browser.sign_in(lena).open(concept.path).submit("Support this")
    assert "It waits before it counts" in page.text
    assert "Confirm your e-mail address" in page.text


def test_a_new_member_reads_from_when_their_ballot_counts(browser, round):
    young = a_member("Yuna Young", created_at=now() - timedelta(days=1))
    lamp = in_order(round)[0]
    page = browser.sign_in(young).open(f"/rounds/{round.slug}/ballot")
    page = page.submit("Cast my ballot", choices=[str(lamp.id)])
    assert "A new account counts from" in page.text


def test_who_is_released_too_late_for_the_count_is_told_so(plain_browser, round, finding, omar, ines):
    with after_the_close(round):
        close(round)
        with transaction():
            judging.release(ines, holds_in(finding), "Two brothers.")
        assert "the vote was over by then, so it was not counted" in notices_of(omar).rows[0].words
        page = plain_browser.sign_in(omar).open(f"/holds/{holds_in(finding)[0].id}")
        assert "The vote was over by then, so it was not counted." in page.text


def test_what_everybody_else_chose_is_sealed_for_staff_too_until_the_close(plain_browser, round, finding, ines):
    page = plain_browser.sign_in(ines).open(f"/findings/{finding.id}")
    assert "how often is sealed until the close" in page.text
    assert "in 100" not in page.text
    with after_the_close(round):
        page = plain_browser.sign_in(ines).open(f"/findings/{finding.id}")
        assert "Of everybody else, 4 in 100 chose it." in page.text


def test_the_held_read_why_on_the_ballot_and_answer_in_their_words(browser, round, finding, omar):
    page = browser.sign_in(omar).open(f"/rounds/{round.slug}/ballot")
    assert "Your ballot is held for checking" in page.text
    page = page.click("Read why, and answer")
    assert "opened from one network" in page.text
    page = page.submit("Send my answer", status=422)
    assert "Say in your words" in page.text
    page = page.submit("Send my answer", words="We are three in one flat.")
    assert "We are three in one flat." in page.text


def test_nobody_else_sees_a_hold(browser, finding, maya):
    browser.sign_in(maya).open(f"/holds/{holds_in(finding)[0].id}", status=404)
    browser.open(f"/findings/{finding.id}", status=403)


def test_staff_find_the_facts_judge_with_a_reason_and_need_a_colleague(plain_browser, finding, ines, travel):
    page = plain_browser.sign_in(ines).open("/desk").click("Held votes").click("Shared network")
    assert "accounts opened from one network chose" in page.text
    page = page.submit("Speak against the chosen", status=422)
    assert "Choose at least one" in page.text or "Give the reason" in page.text
    page = page.submit("Speak against the chosen", everyone=True, why="One hand.")
    assert "First voice against it, Ines Carvalho" in page.text
    travel(timedelta(days=2, minutes=1))
    otto = a_member("Otto Staff", role=Role.STAFF)
    page = plain_browser.sign_in(otto).open(f"/findings/{finding.id}")
    page = page.submit("Speak against the chosen", everyone=True, why="I agree.")
    assert "1 vote is invalid now" in page.text
    assert "All are judged" in page.text


def test_staff_release_and_the_owner_reads_it(plain_browser, round, finding, ines, omar):
    page = plain_browser.sign_in(ines).open(f"/findings/{finding.id}")
    page.submit("Release the chosen", everyone=True, why="A family.")
    page = plain_browser.sign_in(omar).open(f"/holds/{holds_in(finding)[0].id}")
    assert "Your ballot is released" in page.text
    assert "A family." in page.text


def test_the_result_says_how_many_ballots_are_not_counted_and_why(plain_browser, round, finding, lena):
    votes(lena, round, in_order(round)[0])
    with after_the_close(round):
        close(round)
        page = plain_browser.open(f"/rounds/{round.slug}/result")
    assert "One ballot held for checking." in page.text
    assert "One ballot from accounts that were not confirmed in time." in page.text
    assert "Omar" not in page.text


def test_the_count_waits_for_those_held_near_the_close(plain_browser, app, round, omar, travel):
    votes(omar, round, in_order(round)[0])
    travel(round.closes_at - now() - timedelta(hours=1))
    a_finding(round, omar)
    travel(timedelta(hours=2))
    with transaction():
        close_due()
    assert "The count waits for answers" in plain_browser.open(f"/rounds/{round.slug}/result").text
    travel(timedelta(days=2))
    with transaction():
        close_due()
    assert "held for checking" in plain_browser.open(f"/rounds/{round.slug}/result").text


def test_the_address_of_a_hold_does_not_tell_how_many_votes_are_held(app, maya):
    numbers = [hold.id for hold in holds_in(a_finding(a_small_ballot(maya), *voters(3)))]
    assert len(set(numbers)) == 3
    assert min(numbers) > 1_000, "numbered from one"


def test_a_second_voice_that_is_too_early_has_a_greyed_button_with_its_date(plain_browser, finding, ines, ada, travel):
    with transaction():
        judging.invalidate(ines, holds_in(finding), "One after the other.")
    page = plain_browser.sign_in(ada).open(f"/findings/{finding.id}")
    assert "The second voice is heard from" in page
    assert 'formaction="/findings' not in page.response.text
    assert "You spoke against them already" in plain_browser.sign_in(ines).open(f"/findings/{finding.id}")
    travel(timedelta(days=3))
    page = plain_browser.sign_in(ada).open(f"/findings/{finding.id}")
    page.submit("Speak against the chosen", everyone=True, why="I see the same.")
    assert holds_in(finding)[0].invalidated_by == ada.id


def test_votes_that_cannot_be_judged_are_said_on_the_form_and_the_reason_is_kept(plain_browser, finding, ines):
    page = plain_browser.sign_in(ines).open(f"/findings/{finding.id}")
    with transaction():
        judging.invalidate(ines, holds_in(finding), "One after the other.")
    page = page.submit("Speak against the chosen", status=422, everyone=True, why="My second thought.")
    assert "A colleague has to agree before it is invalid" in page
    assert "My second thought." in page


def test_staff_judge_all_but_those_they_tick(plain_browser, round, maya, omar, theo, ines):
    finding = a_finding(round, maya, omar, theo)
    spared = holds_in(finding)[1]
    page = plain_browser.sign_in(ines).open(f"/findings/{finding.id}")
    page.submit("Release the chosen", all_but=True, holds=[spared.id], why="Neighbours.")
    assert [hold.is_open for hold in holds_in(finding)] == [False, True, False]
