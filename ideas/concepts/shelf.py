"""Who sees a concept's pictures: everybody those of published versions, authors those of the draft; strangers none hidden."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from ideas.concepts.attachment import ConceptPicture, PublishedPicture
from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_seen
from kernel.database import db
from kernel.pictures import Picture, Shelf
from members.accounts.member import Member


def may_see_picture(member: Member, picture_id: int) -> bool:
    """A hidden concept's for its authors and keepers, a draft's for its authors and whom they invited."""
    stands = select(PublishedPicture.concept_id).where(PublishedPicture.picture_id == picture_id)
    if any(concept_seen(member, concept_id) for concept_id in db.session.scalars(stands).all()):
        return True
    hangs = select(Concept).join(ConceptPicture).where(ConceptPicture.picture_id == picture_id)
    drafts = db.session.scalars(hangs.options(joinedload(Concept.co_authors))).unique()
    return any(concept.is_by(member.id) or concept.is_invited(member.id) for concept in drafts)


def page_of_picture(picture_id: int) -> str | None:
    """The concept on which it stands."""
    stands = select(PublishedPicture.concept_id).where(PublishedPicture.picture_id == picture_id).limit(1)
    concept_id = db.session.scalar(stands)
    return None if concept_id is None else f"/concepts/{concept_id}"


SHELF = Shelf(
    exists().where(
        PublishedPicture.picture_id == Picture.id,
        Concept.id == PublishedPicture.concept_id,
        Concept.hidden_at.is_(None),
    ),
    may_see_picture,
    page_of_picture,
)
