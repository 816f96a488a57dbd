"""The pages of a discussion, by links and buttons found on them, plain and with htmx."""

from ideas.discussion.queries import threads_of
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round

NEED = "The need"
SENTENCE = "The idea in one sentence"


def test_a_member_says_something_of_each_kind_and_the_author_answers(browser, maya, omar):
    concept = a_concept(maya)
    browser.sign_in(omar)
    page = browser.open(f"/concepts/{concept.id}")
    page = page.submit("Post", {"Concern": True, "Your words": "It will **leak**."})
    assert "It will leak." in page
    browser.sign_in(maya)
    page = browser.open(f"/concepts/{concept.id}").submit("Mark answered")
    assert "answered" in page
    page = browser.open(f"/concepts/{concept.id}").submit("Reply", {"Your reply": "The seam is welded."})
    assert "The seam is welded." in page
    assert threads_of(concept).rows[0].replies[0].source == "The seam is welded."


def test_an_empty_comment_is_refused_beside_its_field(browser, maya, omar):
    concept = a_concept(maya)
    browser.sign_in(omar)
    words = {"Concern": True, "Your words": "   "}
    page = browser.open(f"/concepts/{concept.id}").submit("Post", words, status=422)
    assert "Write something first." in page


def test_no_kind_is_chosen_for_who_says_something(browser, maya, omar):
    """An improvement that nobody called one would be listed as a question."""
    concept = a_concept(maya)
    browser.sign_in(omar)
    page = browser.open(f"/concepts/{concept.id}").submit("Post", {"Your words": "A wider strap."}, status=422)
    assert "Say which of the four it is." in page
    assert "A wider strap." in page


def test_an_empty_reply_keeps_the_form_open_and_says_why(browser, maya, omar):
    concept = a_concept(maya)
    a_comment(omar, concept)
    browser.sign_in(omar)
    page = browser.open(f"/concepts/{concept.id}").submit("Reply", {"Your reply": " "}, status=422)
    assert "Write something first." in page


def test_a_comment_is_taken_back_and_leaves_its_place(browser, maya, omar):
    concept = a_concept(maya)
    a_comment(omar, concept, source="Rash words")
    browser.sign_in(omar)
    page = browser.open(f"/concepts/{concept.id}").submit("Delete my comment")
    assert "Taken back by its author" in page
    assert "Rash words" not in page


def test_a_flag_reaches_the_steward_who_hides_and_restores(browser, maya, omar, theo):
    concept = a_concept(maya, a_round(forum=a_forum("Kept", steward=theo)))
    a_comment(omar, concept, source="Rude words")
    browser.sign_in(maya)
    page = browser.open(f"/concepts/{concept.id}").click("Flag")
    page.submit("Flag it", {"Anything to add": "It insults."}, ground="abuse")
    browser.sign_in(theo)
    page = browser.open("/forums/kept/moderation")
    assert "It insults." in page
    page = page.submit("Hide it", {"Anything to add": "An insult."}, ground="abuse")
    assert "Nothing is waiting" in page
    assert "An insult." in page
    page = page.click("comment on")
    assert "An insult." in page
    assert "Rude words" not in page
    page = page.click("Restore").submit("Restore it", {"Reason": "A quotation."})
    assert "Rude words" in page


def test_a_flag_may_be_answered_by_letting_it_stand(browser, maya, omar, ines):
    concept = a_concept(maya)
    comment = a_comment(omar, concept)
    browser.sign_in(maya)
    browser.open(f"/comments/{comment.id}").click("Flag").submit("Flag it", ground="elsewhere")
    browser.sign_in(ines)
    page = browser.open(f"/forums/{concept.forum.slug}/moderation").submit("Let it stand")
    assert "Nothing is waiting" in page


def test_members_do_not_see_the_queue(plain_browser, maya, omar):
    concept = a_concept(maya)
    plain_browser.sign_in(omar)
    plain_browser.open(f"/forums/{concept.forum.slug}/moderation", status=403)


def test_the_discussion_is_filtered_by_kind_and_by_what_is_open(plain_browser, maya, omar):
    concept = a_concept(maya)
    a_comment(omar, concept, "question", "Asked words")
    a_comment(omar, concept, "evidence", "Measured words")
    page = plain_browser.open(f"/concepts/{concept.id}?kind=evidence")
    assert "Measured words" in page
    assert "Asked words" not in page
    assert "Asked words" in plain_browser.open(f"/concepts/{concept.id}?open=yes")
    assert "Asked words" in plain_browser.open(f"/concepts/{concept.id}?kind=nonsense&page=-3")
