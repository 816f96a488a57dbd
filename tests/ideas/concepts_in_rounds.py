"""Builders for concepts and their discussion, made by the acts themselves."""

from datetime import timedelta

from ideas.concepts import drafting, proposing, revising
from ideas.concepts.queries import concept_held
from ideas.concepts.wording import Wording
from ideas.discussion import saying
from ideas.discussion.comment import CommentKind
from ideas.discussion.queries import comment_held
from kernel.clock import now, travel
from kernel.database import transaction
from tests.ideas.forums_and_rounds import a_round


def some_words(**changes):
    """A finished wording for a_forum's questions."""
    plain = {
        "title": "A bag that stays dry",
        "summary": "Its lid closes over the zip, so rain runs off.",
        "body": "A roll top, **one** strap.",
        "answers": {"need": "Zips let the rain in."},
    }
    return Wording(**{**plain, **changes})


def a_draft(author, round=None, **words):
    """A draft with finished words."""
    round = round or a_round()
    with transaction():
        concept = drafting.begin(author, round)
        drafting.save(author, concept, some_words(**words))
    return concept


def a_concept(author, round=None, **words):
    """A concept proposed while its round took proposals, whatever the round's phase is now."""
    round = round or a_round()
    with travel(min(round.proposing_at + timedelta(hours=1), now())):
        concept = a_draft(author, round, **words)
        with transaction():
            proposing.propose(author, concept_held(concept.id))
    return concept


def a_revision(author, concept, **words):
    """Another version of it, published now."""
    words = {"change_note": "The strap was too thin.", **words}
    with transaction():
        held = concept_held(concept.id)
        drafting.save(author, held, some_words(**words))
        return revising.revise(author, held)


def a_comment(author, concept, kind="question", source="How does it dry?"):
    """A thread of this kind."""
    with transaction():
        return saying.say(author, concept_held(concept.id), CommentKind(kind), source)


def a_reply(author, parent, source="On a hook."):
    """An answer to this comment."""
    with transaction():
        held = comment_held(parent.id)
        return saying.reply(author, held.concept, held, source)
