"""Setting a value: a new version of it and its line in the record, in one transaction, so that neither is without the other.

Who may set one is decided before: by the members, by staff in an emergency, or by the founding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from governance.charter.enactment import KIND, Enactment, Power
from governance.charter.rule import Rule
from governance.charter.rules import RULES
from governance.charter.values import forget, value_at
from governance.record.canonical import digest, moment
from governance.record.recording import record, take_turn
from kernel.clock import now
from kernel.database import db
from members.accounts.member import Member


@dataclass(frozen=True, slots=True)
class Setting:
    """One value to be set, and by whose power. Only an emergency act lapses."""

    key: str
    value: int
    power: Power
    reason: str
    decision_id: int | None = None
    lapses_at: datetime | None = None
    overrides_version: int | None = None


def enact(settings: Sequence[Setting], words: str, actor: Member | None = None, at: datetime | None = None) -> None:
    """Add the next version of each key and one public line that holds them all. `at` is when they came into force."""
    take_turn()
    moment_ = at or now()
    versions = _last_versions()
    rows = [_row(one, versions.get(one.key, 0) + 1, moment_, actor) for one in settings]
    subject = f"charter:{rows[0].key}" if len(rows) == 1 else "charter"
    url = f"/charter/{rows[0].key}" if len(rows) == 1 else "/charter"
    line = record(KIND, subject, actor=actor, words=words, url=url, values=[facts_of(row) for row in rows])
    for row in rows:
        row.record_seq = line.seq
        db.session.add(row)
    db.session.flush()
    forget()


def facts_of(row: Enactment) -> dict[str, Any]:
    """What the record says of one version. The reason is given by its digest, since it is somebody's own words."""
    return {
        "key": row.key,
        "version": row.version,
        "value": row.value,
        "power": row.power.value,
        "enacted_at": moment(row.enacted_at),
        "lapses_at": moment(row.lapses_at) if row.lapses_at else "",
        "overrides": row.overrides_version or 0,
        "decision": row.decision_id or 0,
        "reason_digest": digest(row.reason),
    }


def found_charter() -> None:
    """Enact the founding value of every rule that was never enacted, and leave all others alone. A clock tick."""
    if not RULES.keys() - set(db.session.scalars(select(Enactment.key).distinct())):
        return
    take_turn()  # two workers' clocks may tick at once: what the first one enacts, the second one then finds
    known = set(db.session.scalars(select(Enactment.key).distinct()))
    new = [rule for rule in RULES.values() if rule.key not in known]
    if not new:
        return
    reason = "The founding charter." if not known else "A new rule of this release, at its founding value."
    words = f"{reason} {len(new)} {'value' if len(new) == 1 else 'values'} in force."
    enact([Setting(rule.key, rule.founding, Power.FOUNDING, reason) for rule in new], words)


def lapse_emergencies() -> None:
    """Write down each emergency act whose time is over: the value before it is in force again. A clock tick."""
    over = select(Enactment).where(Enactment.lapses_at <= now(), Enactment.id.in_(newest_ids()))
    over = over.where(Enactment.key.in_(RULES)).order_by(Enactment.id)
    if db.session.scalars(over).first() is None:
        return
    take_turn()
    for act in db.session.scalars(over).all():
        number = value_at(act.key, act.lapses_at or now())
        reason = "The emergency act lapsed, since no decision confirmed it."
        words = f"{said(act.key, number)} again: {reason[0].lower()}{reason[1:]}"
        enact([Setting(act.key, number, Power.LAPSE, reason)], words, at=act.lapses_at)


def newest_ids() -> Any:
    """The ids of the newest version of each key."""
    newest = (
        select(Enactment.key, func.max(Enactment.version).label("version")).group_by(Enactment.key).subquery("newest")
    )
    return select(Enactment.id).join(newest, (newest.c.key == Enactment.key) & (newest.c.version == Enactment.version))


def said(key: str, number: int) -> str:
    """A value in words, such as “Time to vote: 7 days”, also of a key that this release no longer knows."""
    rule: Rule | None = RULES.get(key)
    return f"{rule.words}: {rule.said(number)}" if rule else f"{key}: {number}"


def _last_versions() -> dict[str, int]:
    rows = db.session.execute(select(Enactment.key, func.max(Enactment.version)).group_by(Enactment.key))
    return {row[0]: row[1] for row in rows}


def _row(setting: Setting, version: int, at: datetime, actor: Member | None) -> Enactment:
    return Enactment(
        key=setting.key,
        version=version,
        value=setting.value,
        power=setting.power,
        enacted_at=at,
        lapses_at=setting.lapses_at,
        overrides_version=setting.overrides_version,
        decision_id=setting.decision_id,
        by_member_id=actor.id if actor else None,
        reason=setting.reason,
    )
