"""Pictures of the version to come: added one by one, the first one is the cover, and a published version keeps its own set."""

from __future__ import annotations

from sqlalchemy import select, update

from ideas.concepts.attachment import PICTURES_MAX, ConceptPicture
from ideas.concepts.concept import Concept
from ideas.concepts.drafting import ready
from ideas.concepts.policy import may_write
from ideas.concepts.queries import is_returned
from kernel.clock import now
from kernel.database import db
from kernel.pictures import Picture
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def add(member: Member, concept: Concept, picture: Picture) -> ConceptPicture:
    """Hang a picture behind the others. Wants the concept from queries.concept_held. Raises RuleBroken on `picture`."""
    require(may_write(member, concept, now(), is_returned(concept)))
    ready(member, concept)
    hanging = _hanging(concept)
    if len(hanging) >= PICTURES_MAX:
        raise RuleBroken(f"A concept has {PICTURES_MAX} pictures at most. Remove one first.", "picture")
    position = max((row.position for row in hanging), default=-1) + 1
    row = ConceptPicture(concept_id=concept.id, picture=picture, position=position)
    db.session.add(row)
    db.session.flush()
    return row


def remove(member: Member, concept: Concept, picture_id: int) -> None:
    """Take a picture off the version to come. One that does not hang there is no error."""
    require(may_write(member, concept, now(), is_returned(concept)))
    ready(member, concept)
    for row in _hanging(concept):
        if row.picture_id == picture_id:
            db.session.delete(row)
    db.session.flush()


def lead(member: Member, concept: Concept, picture_id: int) -> None:
    """Make this picture the first: it becomes the cover."""
    require(may_write(member, concept, now(), is_returned(concept)))
    ready(member, concept)
    if picture_id not in {row.picture_id for row in _hanging(concept)}:
        raise RuleBroken("That picture is not on this concept any more.", "picture")
    behind = update(ConceptPicture).where(ConceptPicture.concept_id == concept.id)
    db.session.execute(behind.values(position=ConceptPicture.position + 1))
    first = update(ConceptPicture).where(
        ConceptPicture.concept_id == concept.id, ConceptPicture.picture_id == picture_id
    )
    db.session.execute(first.values(position=0))


def _hanging(concept: Concept) -> list[ConceptPicture]:
    return list(db.session.scalars(select(ConceptPicture).where(ConceptPicture.concept_id == concept.id)))
