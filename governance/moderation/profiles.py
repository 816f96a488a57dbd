"""A member's name and what they say of themselves can be flagged; staff hide either, and the rest of the profile stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from markupsafe import escape
from sqlalchemy import select

from governance.moderation.kind import Kind, Shown
from kernel.database import db
from members.accounts.member import Member
from members.profiles import hiding
from members.profiles.queries import member_seen_by


class _OfProfile(Kind):
    def seen(self, viewer: Member | None, thing_id: int) -> Any:
        """For whoever may see the profile."""
        member = member_seen_by(viewer, thing_id)
        return None if member is None else self.row(member)

    def held(self, thing_id: int) -> Any:
        """Read afresh and held."""
        held = select(Member).where(Member.id == thing_id).with_for_update().execution_options(populate_existing=True)
        member = db.session.scalar(held)
        return None if member is None else self.row(member)

    def many(self, ids: Sequence[int]) -> list[Any]:
        """These members'."""
        return [self.row(member) for member in db.session.scalars(select(Member).where(Member.id.in_(ids)))]

    def about(self, row: Any) -> str:
        """There is one of each."""
        return self.words

    def author_id(self, row: Any) -> int | None:
        """The member themselves."""
        return int(row.id)


class WordsKind(_OfProfile):
    """What a member says of themselves."""

    name, noun, words, row = "profile", "members", "profile", hiding.ProfileWords

    def shown(self, row: hiding.ProfileWords) -> Shown:
        """The words."""
        member = row.member
        return Shown(member, member.created_at, f"/members/{row.id}", member.about_html)

    def is_gone(self, row: hiding.ProfileWords) -> bool:
        """Hidden, or never written."""
        return row.hidden_at is not None or not row.member.about_html

    def hide(self, row: hiding.ProfileWords, at: datetime, reason: str) -> None:
        """Out of sight."""
        hiding.hide_words(row.member, at, reason)

    def restore(self, row: hiding.ProfileWords) -> None:
        """To be read again."""
        hiding.show_words(row.member)


class NameKind(_OfProfile):
    """The name a member goes by."""

    name, noun, words, row = "name", "names", "name", hiding.ProfileName

    def shown(self, row: hiding.ProfileName) -> Shown:
        """The name itself, also while another stands in its place."""
        member = row.member
        name = escape(member.hidden_name or member.name)
        return Shown(None, member.created_at, f"/members/{row.id}", f"<p><bdi>{name}</bdi></p>")

    def hide(self, row: hiding.ProfileName, at: datetime, reason: str) -> None:
        """A plain one in its place."""
        hiding.hide_name(row.member, at, reason)

    def restore(self, row: hiding.ProfileName) -> None:
        """Their own again."""
        hiding.show_name(row.member)


PROFILE_KINDS = (WordsKind(), NameKind())
