"""Keepers hide and restore for a reason that everybody can read in the public record; hiding deletes nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from governance.moderation.flag import Did, Flag, FlagAnswer, Moderation
from governance.moderation.flagging import fit
from governance.moderation.ground import Ground, in_public
from governance.moderation.kind import kind_of
from governance.moderation.policy import may_moderate
from governance.record.recording import record
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify


def hide(member: Member, row: Any, ground: Ground, more: str = "") -> Moderation:
    """Take it out of sight, on one of the listed grounds. Hiding what is hidden is refused."""
    require(may_moderate(member, row, now()))
    if row.hidden_at is not None:
        raise RuleBroken("It is hidden already.")
    act = _noted(member, row, Did.HIDE, in_public(ground, fit(more)), ground)
    kind_of(row).hide(row, act.at, act.reason)
    _answer(member, row, FlagAnswer.HIDDEN)
    _tell(row, f"was hidden. The reason: {act.reason} You can object on its page.", f"moderated:{act.id}")
    return act


def restore(member: Member, row: Any, words: str) -> Moderation:
    """Show it again as it was, with a public reason."""
    require(may_moderate(member, row, now()))
    if row.hidden_at is None:
        raise RuleBroken("It is not hidden.")
    if not words.strip():
        raise RuleBroken("Give the reason: it is public.", "reason")
    act = _noted(member, row, Did.RESTORE, fit(words))
    kind_of(row).restore(row)
    _answer(member, row, FlagAnswer.RESTORED)
    _tell(row, f"was shown again. The reason: {act.reason}", f"moderated:{act.id}")
    return act


def let_be(member: Member, row: Any) -> None:
    """Answer what was asked about it: it was looked at and stays as it is, shown or hidden."""
    require(may_moderate(member, row, now()))
    objection = select(Flag.id).where(*_waiting(row), Flag.ground.is_(None))
    if (objected := db.session.scalar(objection)) is not None:
        _tell(row, "stays hidden: your objection was read and answered.", f"objection:{objected}:{now().isoformat()}")
    _answer(member, row, FlagAnswer.KEPT)


def _noted(member: Member, row: Any, did: Did, reason: str, ground: Ground | None = None) -> Moderation:
    kind = kind_of(row)
    act = Moderation(kind=kind.name, thing_id=row.id, place=kind.place(row), did=did, ground=ground, reason=reason)
    act.by, act.at = member, now()
    db.session.add(act)
    db.session.flush()
    public = {**kind.recorded(row), **({"ground": ground.value} if ground else {}), "reason": reason}
    acting_as = "" if member.is_staff else "steward"
    record(f"moderation.{did.value}", f"{kind.name}:{row.id}", actor=member, acting_as=acting_as, **public)
    return act


def _waiting(row: Any) -> tuple[Any, ...]:
    return Flag.kind == kind_of(row).name, Flag.thing_id == row.id, Flag.answered_at.is_(None)


def _answer(member: Member, row: Any, answer: FlagAnswer) -> None:
    waiting = update(Flag).where(*_waiting(row))
    db.session.execute(waiting.values(answer=answer, answered_at=now(), answered_by_id=member.id))


def _tell(row: Any, did: str, key: str) -> None:
    """Tell whose it is."""
    kind = kind_of(row)
    author_id = kind.author_id(row)
    if author_id is not None:
        notify(author_id, kind.notice, key, f"Your {kind.about(row)} {did}", f"/{kind.noun}/{row.id}/hidden")
