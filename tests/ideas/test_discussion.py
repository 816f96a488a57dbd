"""Comments in threads: saying, answering, settling, and taking back."""

import pytest
from sqlalchemy import select

from governance.moderation import moderating
from governance.moderation.ground import Ground
from ideas.concepts.queries import concept_held, concept_seen
from ideas.discussion import saying, settling
from ideas.discussion.comment import Comment, CommentKind, Mark
from ideas.discussion.queries import (
    comment_held,
    comment_seen,
    counts_by_kind,
    improvers_of,
    one_thread,
    threads_of,
)
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.search import find
from tests.ideas.concepts_in_rounds import a_comment, a_concept, a_draft, a_reply
from tests.statements import statements


def the(comment):
    """The comment as the database has it now, with its concept."""
    return comment_held(comment.id)


def shape(page):
    """A page of threads as source texts."""
    return [(thread.opening.source, [reply.source for reply in thread.replies]) for thread in page.rows]


def test_threads_come_newest_first_with_their_replies_in_order(maya, omar):
    concept = a_concept(maya)
    first = a_comment(omar, concept, source="First")
    a_comment(omar, concept, "concern", source="Second")
    answer = a_reply(maya, first, "One")
    a_reply(omar, answer, "Two")
    assert shape(threads_of(concept)) == [("Second", []), ("First", ["One", "Two"])]
    assert concept_held(concept.id).comments_count == 4


def test_a_reply_to_a_reply_stays_in_the_thread_and_names_whom_it_answers(maya, omar):
    opening = a_comment(omar, a_concept(maya))
    answer = a_reply(maya, opening)
    further = a_reply(omar, answer, "And inside?")
    assert (further.thread_id, further.parent_id, further.reply_number) == (opening.id, answer.id, 2)
    assert further.kind is CommentKind.QUESTION


def test_many_replies_are_paged_on_the_threads_own_page(maya, omar):
    concept = a_concept(maya)
    opening = a_comment(omar, concept)
    for number in range(1, 46):
        a_reply(maya, opening, f"Reply {number}")
    (thread,) = threads_of(concept).rows
    assert ([reply.source for reply in thread.replies], thread.more) == (["Reply 1", "Reply 2", "Reply 3"], 42)
    page = one_thread(the(opening), 2)
    assert [reply.source for reply in page.rows[0].replies] == [f"Reply {n}" for n in range(41, 46)]
    assert not page.has_next
    assert one_thread(the(opening), 1).has_next
    assert one_thread(the(opening), 99).number == 2


def test_a_page_holds_ten_threads_and_knows_of_more(maya, omar):
    concept = a_concept(maya)
    for number in range(12):
        a_comment(omar, concept, source=f"Thread {number}")
    first, second = threads_of(concept), threads_of(concept, number=2)
    assert (len(first.rows), first.has_next) == (10, True)
    assert (shape(second), second.has_next) == ([("Thread 1", []), ("Thread 0", [])], False)


def test_a_page_of_threads_costs_one_statement(maya, omar):
    concept = a_concept(maya)
    for _ in range(3):
        a_reply(maya, a_comment(omar, concept))
    db.session.expunge_all()
    with statements() as seen:
        page = threads_of(concept)
        assert {thread.opening.author.name for thread in page.rows} == {"Omar Haddad"}
    assert len(seen) == 1


def test_threads_are_counted_by_kind_with_what_is_open(maya, omar):
    concept = a_concept(maya)
    a_comment(omar, concept, "question")
    settled = a_comment(omar, concept, "question")
    with transaction():
        settling.settle(maya, the(settled).concept, the(settled), Mark.ANSWERED)
    a_comment(omar, concept, "evidence")
    counts = {count.kind.value: (count.total, count.open) for count in counts_by_kind(concept)}
    assert counts == {"question": (2, 1), "improvement": (0, 0), "concern": (0, 0), "evidence": (1, 1)}
    assert [len(threads_of(concept, CommentKind.QUESTION, open_only=only).rows) for only in (False, True)] == [2, 1]


def test_the_author_adopts_an_improvement_and_its_author_is_named(maya, omar, theo):
    concept = a_concept(maya)
    idea = a_comment(omar, concept, "improvement", "Add a loop.")
    a_comment(theo, concept, "improvement", "Add a horn.")
    with transaction():
        settling.settle(maya, the(idea).concept, the(idea), Mark.ADOPTED)
    assert [member.name for member in improvers_of(concept)] == ["Omar Haddad"]


@pytest.mark.parametrize(
    ("kind", "mark", "allowed"),
    [
        ("question", "answered", True),
        ("question", "declined", True),
        ("question", "adopted", False),
        ("improvement", "adopted", True),
        ("concern", "adopted", True),
        ("evidence", "declined", True),
    ],
)
def test_each_kind_has_its_marks(maya, omar, kind, mark, allowed):
    comment = a_comment(omar, a_concept(maya), kind)
    if allowed:
        with transaction():
            settling.settle(maya, the(comment).concept, the(comment), Mark(mark))
        assert the(comment).settled == mark
    else:
        with pytest.raises(RuleBroken), transaction():
            settling.settle(maya, the(comment).concept, the(comment), Mark(mark))


def test_only_authors_settle_and_they_may_open_a_thread_again(maya, omar):
    comment = a_comment(omar, a_concept(maya))
    with pytest.raises(Refused), transaction():
        settling.settle(omar, the(comment).concept, the(comment), Mark.ANSWERED)
    with transaction():
        settling.settle(maya, the(comment).concept, the(comment), Mark.ANSWERED)
    with transaction():
        settling.reopen(maya, the(comment).concept, the(comment))
    assert the(comment).is_open


def test_taking_a_comment_back_leaves_its_place_without_the_words(maya, omar):
    concept = a_concept(maya)
    comment = a_comment(omar, concept, source="Unwise purple words")
    a_reply(maya, comment)
    with transaction():
        saying.retract(omar, the(comment))
    assert shape(threads_of(concept)) == [("", ["On a hook."])]
    assert the(comment).is_gone
    assert concept_held(concept.id).comments_count == 1
    assert find("purple", ["comment"]).rows == []


def test_nobody_takes_back_the_words_of_others(maya, omar, ines):
    comment = a_comment(omar, a_concept(maya))
    for person in (maya, ines):
        with pytest.raises(Refused), transaction():
            saying.retract(person, the(comment))


def test_a_thread_whose_first_comment_is_gone_takes_no_more_replies(maya, omar):
    comment = a_comment(omar, a_concept(maya))
    with transaction():
        saying.retract(omar, the(comment))
    with pytest.raises(Refused):
        a_reply(maya, comment)


@pytest.mark.parametrize("source", ["", "  \n ", "x" * 5001, "nul \x00", "\ud800", "[" * 400])
def test_a_comment_that_cannot_be_kept_is_refused_at_its_field(maya, omar, source):
    concept = a_concept(maya)
    with pytest.raises(RuleBroken) as broken:
        a_comment(omar, concept, source=source)
    assert broken.value.field == "source"
    assert db.session.scalar(select(Comment.id)) is None


@pytest.mark.parametrize("source", ["שלום, איך זה עובד?", "<script>alert(1)</script>", "Z̸͓̈a̷l̶g̵o̶", "\u202eabc", "'; --"])
def test_strange_words_are_kept_as_they_are(maya, omar, source):
    comment = a_comment(omar, a_concept(maya), source=source)
    assert the(comment).source == source
    assert "<script" not in the(comment).html


@pytest.mark.parametrize("person", ["lena", "rolf"])
def test_unconfirmed_and_suspended_people_do_not_comment(app, request, maya, person):
    concept = a_concept(maya)
    with pytest.raises(Refused):
        a_comment(request.getfixturevalue(person), concept)


def test_drafts_are_not_discussed(maya):
    with pytest.raises(Refused):
        a_comment(maya, a_draft(maya))


def test_a_comment_that_comes_after_the_concept_was_hidden_is_refused_whatever_was_read_before(maya, omar, ines):
    stale = concept_seen(omar, a_concept(maya).id)
    db.session.expunge_all()
    with transaction():
        held = concept_held(stale.id)
        moderating.hide(ines, held, Ground.SPAM)
    with pytest.raises(Refused), transaction():
        saying.say(omar, stale, CommentKind.QUESTION, "Too late?")
    assert db.session.scalar(select(Comment.id)) is None


def test_replies_are_numbered_without_gaps_even_from_a_thread_read_long_ago(maya, omar):
    opening = a_comment(omar, a_concept(maya))
    stale = comment_seen(maya, opening.id)
    db.session.expunge_all()
    a_reply(maya, opening)
    with transaction():
        late = saying.reply(omar, stale.concept, stale, "And mine.")
    assert late.reply_number == 2
