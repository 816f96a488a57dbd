"""The value of a rule now: the newest enacted version that has not lapsed; before the founding, the founding value.

All values are read in one statement and kept for the session's present transaction; an enactment in it shows at once.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from governance.charter.enactment import Enactment
from governance.charter.rules import RULES
from kernel.clock import now
from kernel.database import db

KEPT = "charter"
Versions = dict[str, list[tuple[int, datetime, datetime | None]]]


def value(key: str) -> int:
    """What the rule of this key says at this moment. Raises KeyError for a key that the charter does not list."""
    return value_at(key, now())


def value_at(key: str, at: datetime) -> int:
    """What the rule of this key said at that moment: for terms that were given then and are kept."""
    rule = RULES[key]
    for found, enacted_at, lapses_at in _versions().get(key, ()):
        if enacted_at <= at and (lapses_at is None or at < lapses_at):
            return found
    return rule.founding


def forget() -> None:
    """Have the values read again: called by whatever enacts one."""
    db.session().info.pop(KEPT, None)


def _versions() -> Versions:
    """The versions of each key with the moment they lapse, newest first."""
    session = db.session()
    held, versions = session.info.get(KEPT, (None, {}))
    if held is not None and held is session.get_transaction():
        return versions  # type: ignore[no-any-return]
    found: Versions = {}
    newest_first = select(Enactment.key, Enactment.value, Enactment.enacted_at, Enactment.lapses_at).order_by(
        Enactment.version.desc()
    )
    with session.no_autoflush:
        for key, number, enacted_at, lapses_at in session.execute(newest_first):
            found.setdefault(key, []).append((number, enacted_at, lapses_at))
    session.info[KEPT] = (session.get_transaction(), found)
    return found
