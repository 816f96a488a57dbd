"""The pages of a concept, by links and buttons found on them, plain and with htmx."""

import json
import re
from datetime import timedelta

import pytest

from governance.pending.executing import do_due
from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_held, draft_of
from kernel.database import db, transaction
from tests.html import tokens_in
from tests.ideas.concepts_in_rounds import a_comment, a_concept, a_draft, a_reply, a_revision
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal

NEED = "The need"
SENTENCE = "The idea in one sentence"


def the_only_concept():
    """The one concept there is, read anew."""
    db.session.expire_all()
    return concept_held(db.session.query(Concept.id).order_by(Concept.id.desc()).first()[0])


def test_a_member_begins_writes_looks_over_and_proposes(browser, maya, omar):
    round = a_round(forum=a_forum("Bags"))
    a_concept(omar, round)
    browser.sign_in(maya)
    page = browser.open(f"/rounds/{round.slug}/concepts/new").submit("Save and add pictures")
    assert page.url.endswith("/draft#pictures")  # the button leads to what it names, which is far down a phone
    page = page.submit("Look it over", {"Title": "A bag that stays so dry", SENTENCE: "Its lid closes over the zip."})
    assert "This forum asks every concept: The need." in page
    assert "A bag that stays dry" in page
    page = page.click("Go on writing")
    page = page.submit("Look it over", {NEED: "Rain comes in."})
    page = page.submit("Propose it")
    assert page.h1 == "A bag that stays so dry"
    assert "Rain comes in." in page
    assert "Your concept is proposed" in page


def test_what_a_concept_answers_leads_to_that_signal_itself(plain_browser, maya):
    forum = a_forum("Bags")
    signal = a_signal(forum)
    concept = a_concept(maya, a_round(forum=forum), signal_ids=(signal.id,))
    page = plain_browser.open(concept.path)
    assert f'href="/forums/bags/signals#signal-{signal.id}"' in page.response.text
    page = page.click(signal.statement)
    assert f'id="signal-{signal.id}"' in page.response.text


def test_what_was_typed_is_saved_and_found_again(browser, maya):
    concept = a_draft(maya)
    browser.sign_in(maya)
    page = browser.open(concept.path).submit("Save draft", {"Title": "Half a thou", NEED: ""})
    assert "Saved" in page
    assert draft_of(concept).title == "Half a thou"
    assert browser.open(concept.path).h1 == "Draft: Half a thou"


@pytest.mark.parametrize("typed", ["nul \x00 byte", "bell \x07"])
def test_text_that_cannot_be_kept_is_refused_with_everything_else_still_there(plain_browser, maya, typed):
    concept = a_draft(maya)
    plain_browser.sign_in(maya)
    page = plain_browser.open(concept.path)
    page = page.submit("Save draft", {"Title": typed, NEED: "A need I typed"}, status=422)
    assert "character that cannot be shown" in page
    assert "A need I typed" in page.response.text
    assert draft_of(concept).title == "A bag that stays dry"


def test_mis_encoded_and_over_long_drafts_never_break_the_page(plain_browser, maya):
    concept = a_draft(maya)
    plain_browser.sign_in(maya)
    page = plain_browser.open(concept.path)
    tokens = tokens_in(page.response.text)
    body = f"csrf_token={tokens['csrf_token']}&title=%ff%fe%80&summary=ok"
    response = plain_browser.client.post(
        f"/concepts/{concept.id}/draft",
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert response.status_code in (303, 400, 422)
    page = plain_browser.open(concept.path).submit("Save draft", {"In full": "x" * 20_001}, status=422)
    assert "20,001 characters" in page


def test_right_to_left_words_are_kept_and_shown(browser, maya):
    concept = a_concept(maya, title="حقيبة تبقى جافة", summary="غطاؤها يغلق فوق السحاب تمامًا.")
    page = browser.open(f"/concepts/{concept.id}")
    assert page.h1 == "حقيبة تبقى جافة"
    assert "<bdi>" in page.response.text


def test_a_guest_reads_a_concept_in_six_queries_and_a_member_in_ten(plain_browser, maya, omar):
    concept = a_concept(maya)
    for kind in ("question", "improvement"):
        a_reply(maya, a_comment(omar, concept, kind))
    plain_browser.open("/forums")  # the brand and the forums' colours are read once a process
    assert plain_browser.open(f"/concepts/{concept.id}").queries <= 6
    plain_browser.sign_in(omar)
    assert plain_browser.open(f"/concepts/{concept.id}").queries <= 10
    plain_browser.sign_in(maya)
    assert plain_browser.open(f"/concepts/{concept.id}").queries <= 10


def test_a_concept_of_a_closed_round_keeps_the_same_budget(plain_browser, maya, omar):
    concept = a_concept(maya, a_round("closed"))
    a_comment(omar, concept)
    plain_browser.open("/forums")  # the brand and the forums' colours are read once a process
    assert plain_browser.open(f"/concepts/{concept.id}").queries <= 6
    plain_browser.sign_in(maya)
    assert plain_browser.open(f"/concepts/{concept.id}").queries <= 10


def test_revising_shows_what_changed_word_by_word(browser, maya):
    concept = a_concept(maya)
    browser.sign_in(maya)
    page = browser.open(f"/concepts/{concept.id}").click("Revise")
    page = page.submit("Look it over", {"Title": "A bag that stays dry inside", "What changed, and why": "Clearer."})
    page = page.submit("Publish version 2")
    assert page.h1 == "A bag that stays dry inside"
    page = page.click("What changed since version 1")
    assert "<ins> inside</ins>" in page.response.text
    page = page.click("All versions").click("Version 1")
    assert "A bag that stays dry" in page


def test_a_draft_is_thrown_away(browser, maya):
    concept = a_draft(maya)
    browser.sign_in(maya)
    browser.open(concept.path).submit("Delete draft")
    assert db.session.query(Concept).count() == 0


def test_drafts_are_nobody_elses_business(plain_browser, maya, omar):
    concept = a_draft(maya)
    plain_browser.sign_in(omar)
    for path in ("", "/draft", "/draft/look-over", "/versions", "/authors"):
        plain_browser.open(f"/concepts/{concept.id}{path}", status=404)


@pytest.mark.parametrize(
    "path", ["/concepts/999", "/concepts/9999999999999999999999", "/comments/99999999999999999999"]
)
def test_unknown_concepts_and_comments_are_missing_not_broken(plain_browser, path):
    plain_browser.open(path, status=404)


def test_co_authors_are_invited_and_accept_on_the_page(browser, maya, omar):
    concept = a_concept(maya)
    browser.sign_in(maya)
    page = browser.open(f"/concepts/{concept.id}").click("Invite a co-author")
    page = page.submit("Invite", {"Name of the member": "Omar Haddad"})
    assert "invited, no answer yet" in page
    browser.sign_in(omar)
    page = browser.open(f"/concepts/{concept.id}").submit("Accept")
    assert the_only_concept().is_by(omar.id)
    page.submit("Leave as co-author")
    assert not the_only_concept().is_by(omar.id)


def test_an_author_withdraws_and_staff_reject(browser, maya, omar, ines, travel):
    first, second = a_concept(maya), a_concept(omar)
    browser.sign_in(maya)
    page = browser.open(f"/concepts/{first.id}").click("Withdraw").submit("Withdraw it")
    assert "Withdrawn by its author" in page
    browser.sign_in(ines)
    page = browser.open(f"/concepts/{second.id}").click("Reject")
    page = page.submit("Look it over", {"Reason": "Leather is excluded."})
    page = page.submit("Change")
    page = page.submit("Look it over", {"Reason": "The brief excludes leather."}).submit("Reject it")
    assert "nobody has been told" in page
    assert "Reject “" in browser.open(f"/concepts/{second.id}/rejection")
    travel(timedelta(minutes=16))
    with transaction():
        do_due()
    assert "The brief excludes leather." in browser.open(f"/concepts/{second.id}")


def test_a_shared_concept_shows_its_name_and_words(plain_browser, maya):
    concept = a_concept(maya, title="</script><b>bag</b>", summary='One & two <three> "four"')
    page = plain_browser.open(f"/concepts/{concept.id}")
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.response.text, re.DOTALL)
    assert json.loads(found)["name"] == "</script><b>bag</b>"
    assert 'property="og:title"' in page.response.text


def test_versions_of_a_concept_are_listed_with_their_authors(plain_browser, maya):
    concept = a_concept(maya)
    a_revision(maya, concept, title="A bag revised")
    page = plain_browser.open(f"/concepts/{concept.id}/versions")
    assert "The strap was too thin." in page
    plain_browser.open(f"/concepts/{concept.id}/versions/3", status=404)
    plain_browser.open(f"/concepts/{concept.id}/versions/1/to/3", status=404)


def test_the_propose_page_is_the_form_itself_and_a_closed_round_says_where_to_go(plain_browser, app, maya):
    plain_browser.sign_in(maya)
    page = plain_browser.open(f"/rounds/{a_round().slug}/concepts/new")
    page = page.submit("Look it over", {"Title": "A bag that stays so dry", SENTENCE: "Its lid closes over the zip."})
    assert page.path.endswith("/look-over")
    assert "A bag that stays so dry" in page.text
    round = a_round("balloting")
    page = plain_browser.open(f"/rounds/{round.slug}/concepts/new")
    assert "its time for proposing is over" in page.text
    assert "Save and add pictures" not in page.text
    assert page.click("See what was proposed").path == f"/rounds/{round.slug}"


def test_its_author_learns_what_happens_next_before_they_could_support_it_themselves(plain_browser, app, maya):
    concept = a_concept(maya, a_round(finalists_limit=6))
    page = plain_browser.sign_in(maya).open(concept.path)
    assert "the 6 concepts with most supports go on the ballot" in page.text
    assert page.text.index("What happens next") < page.text.index("Support this")
    assert f"http://localhost{concept.path}" in page.text


def test_pictures_stand_before_the_button_that_goes_on(plain_browser, app, maya):
    draft = a_draft(maya)
    page = plain_browser.sign_in(maya).open(f"/concepts/{draft.id}/draft")
    assert page.text.index("Add picture") < page.text.index("Look it over")
    assert page.submit("Look it over").path.endswith("/look-over")
