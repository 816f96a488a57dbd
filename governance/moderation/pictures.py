"""Every picture can be flagged, wherever it stands. Hidden, its file is served to nobody but staff, who may show it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from governance.events import PictureHidden, PictureShown
from governance.moderation.kind import Kind, Shown
from kernel.database import db
from kernel.events import publish
from kernel.pictures import Picture, may_see, page_of
from members.accounts.member import Member
from members.profiles.hiding import hide_face, show_face


class PictureKind(Kind):
    """A picture that a member or staff gave the site."""

    name, noun, words, row = "picture", "pictures", "picture", Picture

    def seen(self, viewer: Member | None, thing_id: int) -> Picture | None:
        """For whoever may see the file."""
        picture = db.session.get(Picture, thing_id)
        return picture if picture is not None and may_see(viewer, picture.key) else None

    def held(self, thing_id: int) -> Picture | None:
        """Read afresh and held."""
        held = select(Picture).where(Picture.id == thing_id).with_for_update()
        picture: Picture | None = db.session.scalar(held.execution_options(populate_existing=True))
        return picture

    def many(self, ids: Sequence[int]) -> Iterable[Picture]:
        """These pictures."""
        return db.session.scalars(select(Picture).where(Picture.id.in_(ids)))

    def about(self, row: Picture) -> str:
        """By what it says it shows."""
        return f"picture “{row.alt}”" if row.alt else "picture"

    def author_id(self, row: Picture) -> int | None:
        """Who gave it."""
        return row.by_member_id

    def shown(self, row: Picture) -> Shown:
        """The picture, and the page it stands on."""
        giver = db.session.get(Member, row.by_member_id) if row.by_member_id else None
        return Shown(giver, row.created_at, page_of(row.id) or "/", picture=row)

    def hide(self, row: Picture, at: datetime, reason: str) -> None:
        """Out of sight wherever it stands."""
        super().hide(row, at, reason)
        hide_face(row.id)
        publish(PictureHidden(row.id))

    def restore(self, row: Picture) -> None:
        """Seen again."""
        super().restore(row)
        show_face(row.id, row.key)
        publish(PictureShown(row.id))


PICTURE_KIND = PictureKind()
