"""Who keeps order does not hide what is said about a concept of theirs: it may be what criticises them."""

import pytest

from governance.moderation import moderating
from governance.moderation.ground import Ground
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.queries import concept_held
from ideas.discussion.queries import comment_held
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round


def test_a_steward_does_not_hide_what_is_said_about_their_own_concept(theo, omar, ines):
    comment = a_comment(omar, a_concept(theo, a_round(forum=a_forum("Kept", steward=theo))))
    with pytest.raises(Refused), transaction():
        moderating.hide(theo, comment_held(comment.id), Ground.ABUSE)
    with transaction():
        moderating.hide(ines, comment_held(comment.id), Ground.ABUSE)
    assert comment_held(comment.id).hidden_at is not None


def test_a_steward_decides_about_no_concept_they_are_co_author_of(maya, theo, omar):
    concept = a_concept(maya, a_round(forum=a_forum("Kept", steward=theo)))
    comment = a_comment(omar, concept)
    with transaction():
        mate = {"member_id": theo.id, "invited_by_id": maya.id, "accepted_at": now()}
        db.session.add(CoAuthor(concept_id=concept.id, **mate))
    for held in (lambda: comment_held(comment.id), lambda: concept_held(concept.id)):
        with pytest.raises(Refused), transaction():
            moderating.hide(theo, held(), Ground.ABUSE)
