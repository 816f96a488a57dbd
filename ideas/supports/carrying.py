"""What a supporter is shown when a concept changed materially after they supported it: the difference, to judge by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ideas.concepts.concept import Concept
from ideas.concepts.difference import FieldDifference, differences
from ideas.concepts.version import ConceptVersion
from ideas.supports.support import Support
from kernel.database import db


@dataclass(frozen=True, slots=True)
class Carrying:
    """The version they supported, and what the standing one says otherwise."""

    given: ConceptVersion
    shown: Sequence[FieldDifference]


def carrying_of(support: Support | None, concept: Concept) -> Carrying | None:
    """None unless this support is stale. One statement then. Wants the concept with its standing version.

    The full text is compared on a page of its own, unless nothing else changed.
    """
    if support is None or concept.version is None or support.is_live(concept):
        return None
    given = db.session.get_one(ConceptVersion, support.version_id)
    changed = differences(given, concept.version).fields
    return Carrying(given, [field for field in changed if field.key != "body"] or changed)
