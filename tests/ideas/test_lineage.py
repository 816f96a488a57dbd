"""What became of a concept is noted once per kind and place, in order."""

from ideas import lineage
from kernel.database import transaction
from tests.ideas.concepts_in_rounds import a_concept


def test_outcomes_are_noted_in_order_and_renewed_in_place(maya):
    concept = a_concept(maya)
    for words in ("being prepared", "on sale"):
        with transaction():
            lineage.note(concept.id, "product", words, "/products/bag")
    with transaction():
        lineage.note(concept.id, "campaign", "met", "/products/bag")
    found = [(outcome.kind, outcome.words) for outcome in lineage.outcomes(concept.id)]
    assert found == [("product", "on sale"), ("campaign", "met")]
