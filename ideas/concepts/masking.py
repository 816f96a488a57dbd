"""A hidden picture is masked in the versions that froze it: what they hold stays, and they say that it is not to be seen."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from governance.events import PictureHidden, PictureShown
from ideas.concepts.attachment import PublishedPicture
from ideas.concepts.version import ConceptVersion
from kernel.database import db


def mask(event: PictureHidden) -> None:
    """No version draws it."""
    for version in _holding(event.picture_id):
        version.hidden_pictures = sorted({*version.hidden_pictures, event.picture_id})


def unmask(event: PictureShown) -> None:
    """Each draws it again."""
    for version in _holding(event.picture_id):
        version.hidden_pictures = [one for one in version.hidden_pictures if one != event.picture_id]


def _holding(picture_id: int) -> Iterable[ConceptVersion]:
    in_concepts = select(PublishedPicture.concept_id).where(PublishedPicture.picture_id == picture_id)
    versions = select(ConceptVersion).where(ConceptVersion.concept_id.in_(in_concepts)).order_by(ConceptVersion.id)
    # Read afresh and held: a colleague may be hiding another picture of the same version.
    held = db.session.scalars(versions.with_for_update().execution_options(populate_existing=True)).all()
    return [version for version in held if any(kept["id"] == picture_id for kept in version.pictures)]
