"""The keepers' queue: one line for each thing however many flagged it, the oldest first; and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from governance.moderation.flag import Flag, Moderation
from governance.moderation.kind import Kind, Shown, kind_named
from governance.moderation.policy import YOUR_OWN
from kernel.database import db
from kernel.paging import Page
from members.accounts.member import Member

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that members asked about."""

    kind: Kind
    row: Any
    flags: Sequence[Flag]

    @property
    def about(self) -> str:
        """What it is."""
        return self.kind.about(self.row)

    @property
    def shown(self) -> Shown:
        """How the keepers see it."""
        return self.kind.shown(self.row)

    def closed_to(self, member: Member) -> str:
        """Why this keeper does not decide about it; "" when they do."""
        return YOUR_OWN if self.kind.is_cause_of(self.row, member) else ""


@dataclass(frozen=True, slots=True)
class Done:
    """One act, with what it was about and its page."""

    act: Moderation
    about: str
    path: str


def waiting_in(place: str | None = None, number: int = 1) -> Page[Waiting]:
    """What waits in one place, or everywhere for None."""
    number = min(max(number, 1), 500)
    oldest = select(Flag.kind, Flag.thing_id).where(Flag.answered_at.is_(None))
    if place is not None:
        oldest = oldest.where(Flag.place == place)
    oldest = oldest.group_by(Flag.kind, Flag.thing_id).order_by(func.min(Flag.created_at), func.min(Flag.id))
    asked = oldest.limit(PER_PAGE + 1).offset((number - 1) * PER_PAGE)
    keys = [(kind, thing_id) for kind, thing_id in db.session.execute(asked)]
    flags, rows = _flags_on(keys[:PER_PAGE]), _rows(keys[:PER_PAGE])
    found = [Waiting(kind_named(key[0]), rows[key], flags.get(key, ())) for key in keys[:PER_PAGE] if key in rows]
    return Page(found, number, len(keys) > PER_PAGE)


def _flags_on(keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], list[Flag]]:
    if not keys:
        return {}
    about = or_(*(and_(Flag.kind == kind, Flag.thing_id == thing_id) for kind, thing_id in keys))
    asked = select(Flag).where(about, Flag.answered_at.is_(None)).order_by(Flag.id).options(joinedload(Flag.member))
    found: dict[tuple[str, int], list[Flag]] = {}
    for one in db.session.scalars(asked):
        found.setdefault((one.kind, one.thing_id), []).append(one)
    return found


def _rows(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    """The things of these keys; a statement or two for each kind."""
    found: dict[tuple[str, int], Any] = {}
    for name, several in groupby(sorted(set(keys)), key=lambda key: key[0]):
        rows = kind_named(name).many([thing_id for _, thing_id in several])
        found.update({(name, row.id): row for row in rows})
    return found


def done_in(place: str | None = None, most: int = 20) -> list[Done]:
    """What was hidden and restored lately, newest first."""
    listed = select(Moderation).order_by(Moderation.id.desc()).limit(most).options(joinedload(Moderation.by))
    acts = db.session.scalars(listed if place is None else listed.where(Moderation.place == place)).all()
    rows = _rows((act.kind, act.thing_id) for act in acts)
    keyed = ((act, rows.get((act.kind, act.thing_id))) for act in acts)
    return [_done(act, kind_named(act.kind), row) for act, row in keyed if row is not None]


def _done(act: Moderation, kind: Kind, row: Any) -> Done:
    return Done(act, kind.about(row), kind.shown(row).path)
