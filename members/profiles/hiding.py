"""A member's name and words out of sight, and back. A hidden name has a plain one in its place until they choose another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from kernel.database import db
from kernel.rules import RuleBroken
from members.accounts.found import let_find
from members.accounts.member import Member
from members.accounts.naming import folded


@dataclass(frozen=True, slots=True)
class ProfileWords:
    """What a member says of themselves."""

    member: Member

    @property
    def id(self) -> int:
        """The member's."""
        return self.member.id

    @property
    def hidden_at(self) -> datetime | None:
        """Since when it is hidden."""
        return self.member.about_hidden_at

    @property
    def hidden_reason(self) -> str | None:
        """Why, in public words."""
        return self.member.about_hidden_reason


@dataclass(frozen=True, slots=True)
class ProfileName:
    """The name a member goes by."""

    member: Member

    @property
    def id(self) -> int:
        """The member's."""
        return self.member.id

    @property
    def hidden_at(self) -> datetime | None:
        """Since when it is hidden."""
        return self.member.name_hidden_at

    @property
    def hidden_reason(self) -> str | None:
        """Why, in public words."""
        return self.member.name_hidden_reason


def hide_words(member: Member, at: datetime, reason: str) -> None:
    """Keep the words where only their author and keepers read them."""
    member.about_hidden_at, member.about_hidden_reason = at, reason
    let_find(member)


def show_words(member: Member) -> None:
    """Show them again."""
    member.about_hidden_at = member.about_hidden_reason = None
    let_find(member)


def hide_name(member: Member, at: datetime, reason: str) -> None:
    """A plain name wherever theirs stood."""
    member.hidden_name, member.name_hidden_at, member.name_hidden_reason = member.name, at, reason
    _go_by(member, _plain_name(member))


def _plain_name(member: Member) -> str:
    """One that is free: nobody keeps another's name in sight by having taken the plain one before."""
    plain = f"Member {member.id}"
    taken = set(db.session.scalars(select(Member.name_folded).where(Member.name_folded.startswith(folded(plain)))))
    more = (f"{plain} ({number})" for number in range(2, len(taken) + 3))
    return next(name for name in (plain, *more) if folded(name) not in taken)


def show_name(member: Member) -> None:
    """Their own name again. Raises RuleBroken when somebody has taken it since."""
    if member.hidden_name is not None:
        _go_by(member, member.hidden_name)
    forget_hidden_name(member)


def forget_hidden_name(member: Member) -> None:
    """They go by a name that nobody hid."""
    member.hidden_name = member.name_hidden_at = member.name_hidden_reason = None


def _go_by(member: Member, name: str) -> None:
    try:
        with db.session.begin_nested():
            member.name, member.name_folded = name, folded(name)
    except IntegrityError:
        raise RuleBroken("Somebody else goes by that name now.") from None
    let_find(member)


def hide_face(picture_id: int) -> None:
    """Their initials in place of this picture, if it is a member's face."""
    _faces(picture_id, None)


def show_face(picture_id: int, key: str) -> None:
    """The picture again, if it is still theirs."""
    _faces(picture_id, key)


def _faces(picture_id: int, key: str | None) -> None:
    for member in db.session.scalars(select(Member).where(Member.picture_id == picture_id)):
        member.picture_key = key
