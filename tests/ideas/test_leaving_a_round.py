"""Withdrawing and rejecting concepts."""

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from ideas.concepts import withdrawing
from ideas.concepts.concept import ConceptState
from ideas.concepts.queries import concept_held, concept_seen
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.search import find
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round


def held(concept):
    """The concept as an act wants it."""
    return concept_held(concept.id)


def test_a_withdrawn_concept_stays_readable_but_is_not_found(maya, omar):
    concept = a_concept(maya)
    with transaction():
        withdrawing.withdraw(maya, held(concept))
    assert concept_seen(omar, concept.id).state is ConceptState.WITHDRAWN
    assert find("dry bag", ["concept"]).rows == []


def test_only_the_one_who_proposed_withdraws_and_only_before_the_ballot(maya, omar):
    concept = a_concept(maya)
    with pytest.raises(Refused), transaction():
        withdrawing.withdraw(omar, held(concept))
    late = a_concept(maya, a_round("balloting"))
    with pytest.raises(Refused), transaction():
        withdrawing.withdraw(maya, held(late))


def test_staff_reject_with_a_reason_that_stands_in_the_public_record(maya, ines):
    concept = a_concept(maya)
    with transaction():
        withdrawing.reject(ines, held(concept), "The round excludes leather.")
    assert held(concept).rejected_reason == "The round excludes leather."
    entry = db.session.scalar(select(RecordEntry).where(RecordEntry.kind == "concept.rejected"))
    assert entry.payload["reason"] == "The round excludes leather."


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001, "nul \x00"])
def test_nothing_is_rejected_without_a_storable_reason(maya, ines, reason):
    concept = a_concept(maya)
    with pytest.raises(RuleBroken) as broken, transaction():
        withdrawing.reject(ines, held(concept), reason)
    assert broken.value.field == "reason"
    assert held(concept).state is ConceptState.PROPOSED


def test_members_and_stewards_do_not_reject(maya, omar, theo):
    concept = a_concept(maya, a_round(forum=a_forum("Kept", steward=theo)))
    for person in (maya, omar, theo):
        with pytest.raises(Refused), transaction():
            withdrawing.reject(person, held(concept), "I do not like it.")
