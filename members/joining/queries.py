"""The rule in force, its history, and the invitations."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kernel.database import db
from kernel.keyed import is_signed
from members.joining.rule import Invitation, JoiningRule, Way

LATELY = 50


def rule_in_force() -> JoiningRule:
    """The newest, or an open site's."""
    newest = select(JoiningRule).order_by(JoiningRule.id.desc()).limit(1)
    return db.session.scalar(newest) or JoiningRule(way=Way.OPEN, domains="", why="")


def rules_lately() -> Sequence[JoiningRule]:
    """The last rules with who chose them, newest first."""
    newest = select(JoiningRule).options(joinedload(JoiningRule.by)).order_by(JoiningRule.id.desc()).limit(LATELY)
    return db.session.scalars(newest).all()


def invitations_lately() -> Sequence[Invitation]:
    """The last invitations with who made them, newest first."""
    newest = select(Invitation).options(joinedload(Invitation.by)).order_by(Invitation.id.desc()).limit(LATELY)
    return db.session.scalars(newest).all()


def invitation_of(code: str) -> Invitation | None:
    """The invitation behind a link that we wrote, also when it lets nobody in any more."""
    number, _, signature = code[:80].partition("-")
    if not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    found: Invitation | None = db.session.get(Invitation, int(number))
    return found if found and is_signed("invitation", found.said, signature) else None
