"""Co-authors are invited by name, and decide themselves."""

import pytest

from ideas.concepts import inviting
from ideas.concepts.queries import concept_held, concept_seen, concepts_by, invitations_of, mate_of
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.cast import a_member
from tests.ideas.concepts_in_rounds import a_concept, a_draft, a_revision
from tests.ideas.forums_and_rounds import a_round


def invited(concept, by, name):
    """An invitation by this author."""
    with transaction():
        return inviting.invite(by, concept_held(concept.id), name)


def test_an_invited_member_who_accepts_may_revise_and_is_listed(maya, omar):
    concept = a_concept(maya)
    invited(concept, maya, "omar haddad")
    assert [row.concept_id for row in invitations_of(omar)] == [concept.id]
    with transaction():
        inviting.accept(omar, mate_of(concept.id, omar))
    assert a_revision(omar, concept, title="A bag of two minds").author_id == omar.id
    assert [found.id for found in db.session.scalars(concepts_by(None, omar.id))] == [concept.id]


def test_an_invited_member_sees_the_draft_but_writes_nothing_before_accepting(maya, omar):
    concept = a_draft(maya)
    invited(concept, maya, "Omar Haddad")
    assert concept_seen(omar, concept.id) is not None
    with pytest.raises(Refused):
        a_revision(omar, concept)


def test_a_declined_invitation_gives_nothing_and_may_be_repeated(maya, omar):
    concept = a_concept(maya)
    invited(concept, maya, "Omar Haddad")
    with transaction():
        inviting.decline(omar, mate_of(concept.id, omar))
    assert not concept_held(concept.id).is_by(omar.id)
    assert invited(concept, maya, "Omar Haddad").is_waiting


def test_a_co_author_may_leave_and_then_revises_no_more(maya, omar):
    concept = a_concept(maya)
    invited(concept, maya, "Omar Haddad")
    with transaction():
        inviting.accept(omar, mate_of(concept.id, omar))
    with transaction():
        inviting.leave(omar, mate_of(concept.id, omar))
    with pytest.raises(Refused):
        a_revision(omar, concept, title="Another bag")


@pytest.mark.parametrize("name", ["Nobody Here", "", "\x00", "Maya Okafor", "Lena Petrova", "Rolf Meier", "ℵ" * 500])
def test_only_active_members_are_invited(maya, lena, rolf, name):
    concept = a_concept(maya)
    with pytest.raises(RuleBroken) as broken:
        invited(concept, maya, name)
    assert broken.value.field == "name"


def test_nobody_is_invited_twice_or_by_a_stranger(maya, omar, theo):
    concept = a_concept(maya)
    invited(concept, maya, "Omar Haddad")
    with pytest.raises(RuleBroken):
        invited(concept, maya, "Omar Haddad")
    with pytest.raises(Refused):
        invited(concept, theo, "Theo Brandt")


def test_nobody_answers_for_another_or_twice(maya, omar, theo):
    concept = a_concept(maya)
    invited(concept, maya, "Omar Haddad")
    with pytest.raises(Refused), transaction():
        inviting.accept(theo, mate_of(concept.id, omar))
    with transaction():
        inviting.accept(omar, mate_of(concept.id, omar))
    with pytest.raises(Refused), transaction():
        inviting.decline(omar, mate_of(concept.id, omar))


def test_eight_co_authors_are_the_most(maya):
    concept = a_concept(maya)
    for number in range(8):
        a_member(f"Guest Number {number}", email=f"guest{number}@people.example")
        invited(concept, maya, f"Guest Number {number}")
    a_member("Guest Too Many")
    with pytest.raises(Refused):
        invited(concept, maya, "Guest Too Many")


def test_who_made_a_concept_is_settled_when_balloting_begins(maya, omar):
    concept = a_concept(maya, a_round("balloting"))
    with pytest.raises(Refused):
        invited(concept, maya, "Omar Haddad")
