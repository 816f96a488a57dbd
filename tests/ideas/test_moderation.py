"""Flagging, hiding with a public reason, restoring, letting stand."""

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from ideas.concepts.queries import concept_held, concept_seen
from ideas.discussion import flagging, moderating
from ideas.discussion.moderation import Flag, FlagAnswer, ModerationKind
from ideas.discussion.queries import (
    comment_held,
    comment_seen,
    flags_waiting,
    moderations_in,
)
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.search import find
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round


def the(comment):
    """The comment as the database has it now, with its concept."""
    return comment_held(comment.id)


def test_a_flag_counts_once_a_member_and_waits_in_the_forums_queue(maya, omar, theo):
    concept = a_concept(maya)
    comment = a_comment(omar, concept)
    with transaction():
        assert flagging.flag(theo, the(comment), "Rude.")
        assert not flagging.flag(theo, the(comment), "Rude again.")
        assert flagging.flag(theo, concept_held(concept.id), "Copied.")
    waiting = flags_waiting(concept.forum).rows
    assert [(flag.reason, flag.member.name) for flag in waiting] == [
        ("Rude.", "Theo Brandt"),
        ("Copied.", "Theo Brandt"),
    ]
    assert flags_waiting(a_forum("Elsewhere")).rows == []


@pytest.mark.parametrize("reason", ["", " ", "x" * 501, "\x00"])
def test_a_flag_needs_a_reason(maya, omar, reason):
    comment = a_comment(omar, a_concept(maya))
    with pytest.raises(RuleBroken), transaction():
        flagging.flag(maya, the(comment), reason)


def test_nobody_flags_their_own_words(maya, omar):
    comment = a_comment(omar, a_concept(maya))
    with pytest.raises(Refused), transaction():
        flagging.flag(omar, the(comment), "Rude.")


def test_a_steward_hides_with_a_public_reason_and_restores(maya, omar, theo):
    forum = a_forum("Kept", steward=theo)
    concept = a_concept(maya, a_round(forum=forum))
    comment = a_comment(omar, concept, source="Turquoise insult")
    with transaction():
        flagging.flag(maya, the(comment), "Rude.")
    with transaction():
        held = the(comment)
        moderating.hide(theo, held.concept.forum, held, "It insults somebody.")
    assert the(comment).hidden_reason == "It insults somebody."
    assert concept_held(concept.id).comments_count == 0
    assert find("turquoise", ["comment"]).rows == []
    assert db.session.scalar(select(Flag.answer)) is FlagAnswer.HIDDEN
    with transaction():
        held = the(comment)
        moderating.restore(theo, held.concept.forum, held, "It was a quotation.")
    assert (the(comment).hidden_at, concept_held(concept.id).comments_count) == (None, 1)
    assert len(find("turquoise", ["comment"]).rows) == 1
    assert [act.kind for act in moderations_in(forum).rows] == [ModerationKind.RESTORE, ModerationKind.HIDE]
    kinds = select(RecordEntry.kind).where(RecordEntry.subject == f"comment:{comment.id}").order_by(RecordEntry.seq)
    assert list(db.session.scalars(kinds)) == ["moderation.hide", "moderation.restore"]


def test_a_hidden_concept_is_seen_by_its_authors_and_keepers_only(maya, omar, ines, theo):
    concept = a_concept(maya, a_round(forum=a_forum("Kept", steward=theo)))
    comment = a_comment(omar, concept, source="Magenta words")
    with transaction():
        held = concept_held(concept.id)
        moderating.hide(ines, held.forum, held, "It is an advertisement.")
    assert find("magenta", ["comment"]).rows == []
    seen = {person and person.name: concept_seen(person, concept.id) for person in (None, omar, maya, theo, ines)}
    assert [name for name, found in seen.items() if found] == ["Maya Okafor", "Theo Brandt", "Ines Carvalho"]
    assert comment_seen(omar, comment.id) is None
    with transaction():
        held = concept_held(concept.id)
        moderating.restore(ines, held.forum, held, "It is not.")
    assert concept_seen(None, concept.id) is not None
    assert len(find("magenta", ["comment"]).rows) == 1
    assert len(find("stays dry", ["concept"]).rows) == 1


def test_letting_stand_answers_the_flags_and_hides_nothing(maya, omar, theo, ines):
    comment = a_comment(omar, a_concept(maya))
    with transaction():
        flagging.flag(theo, the(comment), "I disagree.")
    with transaction():
        moderating.let_stand(ines, the(comment).concept.forum, the(comment))
    assert db.session.scalar(select(Flag.answer)) is FlagAnswer.KEPT
    assert not the(comment).is_gone


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "nul \x00"])
def test_nothing_is_hidden_without_a_reason(maya, omar, ines, reason):
    comment = a_comment(omar, a_concept(maya))
    with pytest.raises(RuleBroken) as broken, transaction():
        moderating.hide(ines, the(comment).concept.forum, the(comment), reason)
    assert broken.value.field == "reason"


def test_members_and_keepers_in_their_own_cause_do_not_hide(maya, omar, ines, theo):
    concept = a_concept(maya, a_round(forum=a_forum("Other", steward=theo)))
    for author, person in ((omar, maya), (omar, omar), (theo, theo), (ines, ines)):
        comment = a_comment(author, concept)
        with pytest.raises(Refused), transaction():
            moderating.hide(person, the(comment).concept.forum, the(comment), "I do not like it.")


def test_hiding_twice_is_refused_and_counts_once(maya, omar, ines):
    concept = a_concept(maya)
    comment = a_comment(omar, concept)
    with transaction():
        moderating.hide(ines, the(comment).concept.forum, the(comment), "Rude.")
    with pytest.raises(RuleBroken), transaction():
        moderating.hide(ines, the(comment).concept.forum, the(comment), "Rude.")
    assert concept_held(concept.id).comments_count == 0
