"""Who is told of what happens to a concept and in its discussion."""

from sqlalchemy import select

from governance.moderation import moderating
from governance.moderation.ground import Ground
from ideas.concepts import inviting, withdrawing
from ideas.concepts.queries import concept_held, mate_of
from ideas.discussion import settling
from ideas.discussion.comment import Mark
from ideas.discussion.queries import comment_held
from ideas.supports import supporting
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from members.notices.notice import Notice
from tests.ideas.concepts_in_rounds import a_comment, a_concept, a_reply, a_revision


def told(member):
    """The words of all notices of this member, after everything waiting was delivered."""
    deliver_waiting()
    return list(
        db.session.scalars(select(Notice.words).where(Notice.member_id == member.id).order_by(Notice.created_at))
    )


def test_authors_hear_of_a_new_thread_and_speakers_of_answers_and_nobody_of_themselves(maya, omar, theo):
    concept = a_concept(maya)
    opening = a_comment(omar, concept)
    a_reply(theo, opening)
    assert told(maya) == [
        "Omar Haddad: question about “A bag that stays dry”.",
        "Theo Brandt: question about “A bag that stays dry”.",
    ]
    assert told(omar) == ["Theo Brandt answered you on “A bag that stays dry”."]
    assert told(theo) == []


def test_whoever_opened_a_thread_hears_what_became_of_it(maya, omar):
    opening = a_comment(omar, a_concept(maya), "improvement")
    with transaction():
        held = comment_held(opening.id)
        settling.settle(maya, held.concept, held, Mark.ADOPTED)
    assert told(omar) == ["Your improvement about “A bag that stays dry” was marked adopted."]


def test_supporters_hear_of_a_new_version_and_of_the_end(maya, omar, ines):
    concept = a_concept(maya)
    with transaction():
        supporting.support(omar, concept_held(concept.id))
    a_revision(maya, concept, title="A drier bag")
    assert told(omar) == ["“A drier bag” has a new version: The strap was too thin."]
    with transaction():
        withdrawing.reject(ines, concept_held(concept.id), "Leather.")
    assert told(omar)[1:] == ["“A drier bag” was rejected by staff. The reason: Leather."]
    assert told(maya) == ["“A drier bag” was rejected by staff. The reason: Leather."]


def test_an_invitation_and_its_answer_are_told(maya, omar):
    concept = a_concept(maya)
    with transaction():
        inviting.invite(maya, concept_held(concept.id), "Omar Haddad")
    assert told(omar) == ["Maya Okafor invites you to be co-author of “A bag that stays dry”."]
    with transaction():
        inviting.accept(omar, mate_of(concept.id, omar))
    assert told(maya) == ["Omar Haddad accepted your invitation to be co-author."]


def test_an_author_is_told_why_their_words_were_hidden(maya, omar, ines):
    comment = a_comment(omar, a_concept(maya))
    with transaction():
        held = comment_held(comment.id)
        moderating.hide(ines, held, Ground.ABUSE, "An insult.")
    assert [one for one in told(omar) if "hidden" in one] == [
        "Your comment on “A bag that stays dry” was hidden. The reason: Insult, threat or hatred. An insult."
        " You can object on its page."
    ]
