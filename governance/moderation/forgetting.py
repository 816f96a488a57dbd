"""A flag on what its owner took away, or on an account that was forgotten, waits for nobody: there is nothing to look at."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update

from governance.moderation.flag import Flag, FlagAnswer
from governance.moderation.pictures import PICTURE_KIND
from governance.moderation.profiles import PROFILE_KINDS
from kernel.clock import now
from kernel.database import db
from kernel.pictures import PictureDropped
from members.events import AccountsForgotten


def forget_picture(event: PictureDropped) -> None:
    """Its flags are answered with it."""
    _forget([PICTURE_KIND.name], [event.picture_id])


def forget_profiles(event: AccountsForgotten) -> None:
    """So are those on a name or on words of a profile."""
    _forget([kind.name for kind in PROFILE_KINDS], event.member_ids)


def _forget(kinds: Sequence[str], ids: Sequence[int]) -> None:
    asked = Flag.kind.in_(kinds), Flag.thing_id.in_(ids), Flag.answered_at.is_(None)
    db.session.execute(update(Flag).where(*asked).values(answer=FlagAnswer.GONE, answered_at=now()))
