"""Flagging, hiding with a public reason, restoring, letting stand."""

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from governance.moderation import flagging, moderating
from governance.moderation.flag import Did, Flag, FlagAnswer
from governance.moderation.forms import HideForm
from governance.moderation.ground import Ground
from governance.moderation.queries import done_in, waiting_in
from governance.record.entry import RecordEntry
from ideas.concepts.queries import concept_held, concept_seen
from ideas.discussion.kinds import place_of
from ideas.discussion.queries import comment_held, comment_seen
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.search import find
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round
from tests.ideas.test_concept_notices import told


def the(comment):
    """The comment as the database has it now, with its concept."""
    return comment_held(comment.id)


def test_a_flag_counts_once_a_member_and_waits_in_the_forums_queue(maya, omar, theo):
    concept = a_concept(maya)
    comment = a_comment(omar, concept)
    with transaction():
        assert flagging.flag(theo, the(comment), Ground.ABUSE, "Rude.")
        assert not flagging.flag(theo, the(comment), Ground.SPAM, "Rude again.")
        assert flagging.flag(theo, concept_held(concept.id), Ground.COPIED)
    waiting = [flag for one in waiting_in(place_of(concept.forum_id)).rows for flag in one.flags]
    assert [(flag.ground, flag.reason, flag.member.name) for flag in waiting] == [
        (Ground.ABUSE, "Rude.", "Theo Brandt"),
        (Ground.COPIED, "", "Theo Brandt"),
    ]
    assert waiting_in(place_of(a_forum("Elsewhere").id)).rows == []


def test_two_flags_on_one_thing_are_one_line_of_the_queue(maya, omar, theo, ines):
    concept = a_concept(maya)
    comment, other = a_comment(omar, concept), a_comment(omar, concept)
    with transaction():
        flagging.flag(theo, the(comment), Ground.ABUSE)
        flagging.flag(theo, the(other), Ground.SPAM)
        flagging.flag(maya, the(comment), Ground.PRIVATE)
    waiting = waiting_in().rows
    assert [(one.row.id, [flag.member.name for flag in one.flags]) for one in waiting] == [
        (comment.id, ["Theo Brandt", "Maya Okafor"]),
        (other.id, ["Theo Brandt"]),
    ]
    with transaction():
        moderating.hide(ines, the(comment), Ground.ABUSE)
    assert [one.row.id for one in waiting_in().rows] == [other.id]


@pytest.mark.parametrize("reason", ["x" * 501, "\x00"])
def test_what_is_added_to_a_flag_can_be_stored(maya, omar, reason):
    comment = a_comment(omar, a_concept(maya))
    with pytest.raises(RuleBroken), transaction():
        flagging.flag(maya, the(comment), Ground.ABUSE, reason)


def test_nobody_flags_their_own_words(maya, omar):
    comment = a_comment(omar, a_concept(maya))
    with pytest.raises(Refused), transaction():
        flagging.flag(omar, the(comment), Ground.ABUSE)


def test_a_steward_hides_with_a_public_reason_and_restores(maya, omar, theo):
    forum = a_forum("Kept", steward=theo)
    concept = a_concept(maya, a_round(forum=forum))
    comment = a_comment(omar, concept, source="Turquoise insult")
    with transaction():
        flagging.flag(maya, the(comment), Ground.ABUSE)
    with transaction():
        held = the(comment)
        moderating.hide(theo, held, Ground.ABUSE, "It insults somebody.")
    assert the(comment).hidden_reason == "Insult, threat or hatred. It insults somebody."
    assert concept_held(concept.id).comments_count == 0
    assert find("turquoise", ["comment"]).rows == []
    assert db.session.scalar(select(Flag.answer)) is FlagAnswer.HIDDEN
    with transaction():
        held = the(comment)
        moderating.restore(theo, held, "It was a quotation.")
    assert (the(comment).hidden_at, concept_held(concept.id).comments_count) == (None, 1)
    assert len(find("turquoise", ["comment"]).rows) == 1
    assert [one.act.did for one in done_in(place_of(forum.id))] == [Did.RESTORE, Did.HIDE]
    kinds = select(RecordEntry.kind).where(RecordEntry.subject == f"comment:{comment.id}").order_by(RecordEntry.seq)
    assert list(db.session.scalars(kinds)) == ["moderation.hide", "moderation.restore"]


def test_a_hidden_concept_is_seen_by_its_authors_and_keepers_only(maya, omar, ines, theo):
    concept = a_concept(maya, a_round(forum=a_forum("Kept", steward=theo)))
    comment = a_comment(omar, concept, source="Magenta words")
    with transaction():
        held = concept_held(concept.id)
        moderating.hide(ines, held, Ground.SPAM)
    assert find("magenta", ["comment"]).rows == []
    seen = {person and person.name: concept_seen(person, concept.id) for person in (None, omar, maya, theo, ines)}
    assert [name for name, found in seen.items() if found] == ["Maya Okafor", "Theo Brandt", "Ines Carvalho"]
    assert comment_seen(omar, comment.id) is None
    with transaction():
        held = concept_held(concept.id)
        moderating.restore(ines, held, "It is not.")
    assert concept_seen(None, concept.id) is not None
    assert len(find("magenta", ["comment"]).rows) == 1
    assert len(find("stays dry", ["concept"]).rows) == 1


def test_letting_stand_answers_the_flags_and_hides_nothing(maya, omar, theo, ines):
    comment = a_comment(omar, a_concept(maya))
    with transaction():
        flagging.flag(theo, the(comment), Ground.ELSEWHERE, "I disagree.")
    with transaction():
        moderating.let_be(ines, the(comment))
    assert db.session.scalar(select(Flag.answer)) is FlagAnswer.KEPT
    assert not the(comment).is_gone


@pytest.mark.parametrize("reason", ["x" * 501, "nul \x00"])
def test_what_is_added_to_the_ground_can_be_stored(maya, omar, ines, reason):
    comment = a_comment(omar, a_concept(maya))
    with pytest.raises(RuleBroken) as broken, transaction():
        moderating.hide(ines, the(comment), Ground.ABUSE, reason)
    assert broken.value.field == "reason"


def test_members_and_keepers_in_their_own_cause_do_not_hide(maya, omar, ines, theo):
    concept = a_concept(maya, a_round(forum=a_forum("Other", steward=theo)))
    for author, person in ((omar, maya), (omar, omar), (theo, theo), (ines, ines)):
        comment = a_comment(author, concept)
        with pytest.raises(Refused), transaction():
            moderating.hide(person, the(comment), Ground.ABUSE)


def test_hiding_twice_is_refused_and_counts_once(maya, omar, ines):
    concept = a_concept(maya)
    comment = a_comment(omar, concept)
    with transaction():
        moderating.hide(ines, the(comment), Ground.ABUSE)
    with pytest.raises(RuleBroken), transaction():
        moderating.hide(ines, the(comment), Ground.ABUSE)
    assert concept_held(concept.id).comments_count == 0


def test_nothing_is_hidden_without_one_of_the_listed_grounds(lite_app):
    form = HideForm(MultiDict({"reason": "I do not like it.", "ground": "negative"}))
    assert not form.validate()
    assert form.ground.errors
    assert not HideForm(MultiDict({"reason": "I do not like it."})).validate()


@pytest.mark.parametrize("words", ["", "  ", "x" * 501])
def test_nothing_is_restored_without_a_reason(maya, omar, ines, words):
    comment = a_comment(omar, a_concept(maya))
    with transaction():
        moderating.hide(ines, the(comment), Ground.ABUSE)
    with pytest.raises(RuleBroken) as broken, transaction():
        moderating.restore(ines, the(comment), words)
    assert broken.value.field == "reason"


def test_an_author_objects_in_words_and_is_answered(maya, omar, ines, theo):
    comment = a_comment(omar, a_concept(maya))
    with pytest.raises(Refused), transaction():
        flagging.object_to(omar, the(comment), "It is not even hidden.")
    with transaction():
        moderating.hide(ines, the(comment), Ground.ABUSE)
    with pytest.raises(Refused), transaction():
        flagging.object_to(theo, the(comment), "I liked it.")
    with transaction():
        flagging.object_to(omar, the(comment), "It was a quotation.")
    assert [flag.reason for one in waiting_in().rows for flag in one.flags] == ["It was a quotation."]
    with transaction():
        moderating.let_be(ines, the(comment))
    assert waiting_in().rows == []
    assert any("stays hidden" in words for words in told(omar))
    with pytest.raises(Refused), transaction():
        flagging.object_to(omar, the(comment), "Once more.")


def test_what_was_restored_and_hidden_again_can_be_objected_to_again(maya, omar, ines):
    comment = a_comment(omar, a_concept(maya))
    for _time in range(2):
        with transaction():
            moderating.hide(ines, the(comment), Ground.ABUSE)
        with transaction():
            flagging.object_to(omar, the(comment), "It was a quotation.")
        with transaction():
            moderating.restore(ines, the(comment), "It was.")
    assert waiting_in().rows == []
    assert list(db.session.scalars(select(Flag.answer))) == [FlagAnswer.RESTORED]
