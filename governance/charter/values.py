"""The value of a rule now: the newest enacted version that has not lapsed; before the founding, the founding value.

Values are read from the lines of the record that enacted them, not from the table that shows them: what somebody writes
into that table past the members rules nothing. All are read in one statement and kept for the session's present
transaction; an enactment in it shows at once.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from governance.charter.enactment import KIND
from governance.charter.rules import RULES
from governance.record.entry import RecordEntry
from governance.record.spelling import link, raw_lines, spelled
from kernel.clock import now
from kernel.database import db

KEPT = "charter"
Version = tuple[int, int, datetime, datetime | None]
Versions = dict[str, list[Version]]


def value(key: str) -> int:
    """What the rule of this key says at this moment. Raises KeyError for a key that the charter does not list."""
    return value_at(key, now())


def value_at(key: str, at: datetime) -> int:
    """What the rule of this key said at that moment: for terms that were given then and are kept."""
    rule = RULES[key]
    for _, found, enacted_at, lapses_at in _versions().get(key, ()):
        if enacted_at <= at and (lapses_at is None or at < lapses_at):
            return found
    return rule.founding


def forget() -> None:
    """Have the values read again: called by whatever enacts one."""
    db.session().info.pop(KEPT, None)


def _versions() -> Versions:
    """The versions of each key with the moments between which they hold, newest first."""
    session = db.session()
    held, versions = session.info.get(KEPT, (None, {}))
    if held is not None and held is session.get_transaction():
        return versions  # type: ignore[no-any-return]
    found: Versions = {}
    with session.no_autoflush:
        lines = session.execute(raw_lines().where(RecordEntry.kind == KIND)).mappings().all()
    for line in lines:
        if line["hash"] == link(spelled(dict(line))):  # a line that was itself changed enacts nothing
            for key, version in _enacted(line["payload"]):
                found.setdefault(key, []).append(version)
    for of_key in found.values():
        of_key.sort(key=lambda version: -version[0])
    session.info[KEPT] = (session.get_transaction(), found)
    return found


@lru_cache(maxsize=256)
def _enacted(payload: str) -> list[tuple[str, Version]]:
    """The versions that a line's payload enacts, by key."""
    return [
        (facts["key"], (facts["version"], facts["value"], _moment(facts["enacted_at"]), _lapse(facts["lapses_at"])))
        for facts in json.loads(payload).get("values", [])
    ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _lapse(text: str) -> datetime | None:
    return _moment(text) if text else None
