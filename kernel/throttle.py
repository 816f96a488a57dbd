"""How often somebody may try: counts in the database, shared by all processes, stored whatever becomes of the request.

A window slides: the last full window counts in proportion to how much of it still lies within the span. A refused try is
not counted, so that a lock ends when its window does. When the counts cannot be stored, reading and voting go on, but what
guards a password is closed but for a quarter of its limit here.
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import Connection, case, delete, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, short
from kernel.keyed import signed
from kernel.outage import if_it_can_be, is_outage
from kernel.rules import Throttled, wait_words
from kernel.sqlite import writers_turn

__all__ = [
    "Rate", "Throttled", "Try", "check", "check_all", "check_groups", "forget_old", "give_back", "lift", "network",
    "networks",
]  # fmt: skip
DAY = 86_400
_local: Counter[tuple[str, str, int]] = Counter()


class ThrottleCount(Model):
    """How many tries one key made in one window; the key is a keyed hash, so no address is kept."""

    __tablename__ = "throttle_count"
    name: Mapped[str] = mapped_column(short(40), primary_key=True)
    key: Mapped[str] = mapped_column(short(32), primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hits: Mapped[int]
    ends_at: Mapped[int] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` tries in `seconds`."""

    limit: int
    seconds: int


Try = tuple[str, str, Rate]
Slot = tuple[str, str, int]
_COLUMNS = (ThrottleCount.name, ThrottleCount.key, ThrottleCount.window, ThrottleCount.hits)


def network(address: str | None) -> str:
    """The neighbourhood that shares a limit: /24 of IPv4, /56 of IPv6."""
    return networks(address)[0]


def networks(address: str | None) -> list[str]:
    """The neighbourhoods a visitor is counted under, narrowest first: /24 and /16 of IPv4, /56 and /48 of IPv6.

    One household or office shares the first; one customer of a network, however many addresses were bought, the second.
    """
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return ["unknown"]
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    lengths = (24, 16) if mapped.version == 4 else (56, 48)
    return [str(ipaddress.ip_network((mapped, length), strict=False)) for length in lengths]


def check(name: str, key: object, limit: int, seconds: int, closed: bool = False) -> None:
    """Count one try under this name and key. Raises Throttled (429) once there are more than `limit` in `seconds`."""
    check_all([(name, str(key), Rate(limit, seconds))], closed)


def check_all(tries: Sequence[Try], closed: bool = False) -> None:
    """Count one try under each of (name, key, rate). `closed` decides what happens when counts cannot be stored."""
    check_groups([[one] for one in tries], closed)


def check_groups(groups: Sequence[Sequence[Try]], closed: bool = False) -> None:
    """As check_all(), but a group refuses only when every one of it is over: "the site's limit, and your own share of it"."""
    if not current_app.config.get("RATE_LIMITS", True):
        return
    tries = [one for group in groups for one in group]
    moment = now().timestamp()
    try:
        with _aside() as connection:
            _refuse_over(groups, _waits(connection, tries, moment))  # raised in here, it takes the counts back
    except Exception as error:
        if not is_outage(error):
            raise
        current_app.logger.exception("tries could not be counted")
        if closed:
            _refuse_over(groups, {one: _wait_here(one, moment) for one in tries})


def give_back(tries: Sequence[Try], at: datetime | None = None) -> None:
    """Uncount one try under each, made now or at that moment: it was no failure after all."""
    if tries and current_app.config.get("RATE_LIMITS", True):
        with if_it_can_be(), _aside() as connection:
            _count(connection, tries, (at or now()).timestamp(), by=-1)


def lift(tries: Sequence[Try]) -> None:
    """Forget whatever was counted under these names and keys."""
    with if_it_can_be(), _aside() as connection:
        for name, key, rate in tries:
            theirs = (ThrottleCount.name == _row_name(name, rate), ThrottleCount.key == _stored(key))
            connection.execute(delete(ThrottleCount).where(*theirs))


def forget_old() -> None:
    """Drop windows that no longer count. A clock tick."""
    db.session.execute(delete(ThrottleCount).where(ThrottleCount.ends_at < int(now().timestamp())))
    _local.clear()


@contextmanager
def _aside() -> Iterator[Connection]:
    """A small write of its own, so that a failed request still counts as a try. A power cut may lose it: no disk waits."""
    if db.session().info.get("writing"):
        raise RuntimeError("tries are counted before transaction(), not inside it")
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(aside=True) as connection, connection.begin():
            connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
            yield connection
        return
    with writers_turn(db.engine), db.engine.connect().execution_options(aside=True) as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA synchronous=NORMAL")
        try:
            with connection.begin():
                yield connection
        finally:
            raw.execute("PRAGMA synchronous=FULL")  # the same connection stores votes and money next


def _row_name(name: str, rate: Rate) -> str:
    return f"{name}:{rate.seconds}"


def _slot(one: Try, moment: float) -> Slot:
    name, key, rate = one
    return _row_name(name, rate), _stored(key), int(moment // rate.seconds)


def _count(connection: Connection, tries: Sequence[Try], moment: float, by: int) -> dict[Slot, int]:
    """Add to the count of each slot, always in the same order, so that two requests never wait for each other in a ring."""
    ends = {_slot(one, moment): (int(moment // one[2].seconds) + 2) * one[2].seconds for one in tries}
    rows = [
        {"name": name, "key": key, "window": window, "hits": max(by, 0), "ends_at": end}
        for (name, key, window), end in sorted(ends.items())
    ]
    more = case((ThrottleCount.hits + by > 0, ThrottleCount.hits + by), else_=0)
    counted = insert_unless_there(ThrottleCount).values(rows)
    counted = counted.on_conflict_do_update(index_elements=["name", "key", "window"], set_={"hits": more})
    found = connection.execute(counted.returning(*_COLUMNS))
    return {(name, key, window): hits for name, key, window, hits in found}


def _waits(connection: Connection, tries: Sequence[Try], moment: float) -> dict[Try, int]:
    """Seconds each has to wait before its next try, 0 when this one may pass. Two statements, however many tries."""
    hits = _count(connection, tries, moment, by=1)
    earlier = [(name, key, window - 1) for name, key, window in hits]
    stored = select(*_COLUMNS).where(tuple_(*_COLUMNS[:3]).in_(earlier))
    before = {(name, key, window): count for name, key, window, count in connection.execute(stored)}
    waits = {}
    for one in tries:
        name, key, window = _slot(one, moment)
        waits[one] = _over(hits[name, key, window], before.get((name, key, window - 1), 0), one[2], moment)
    return waits


def _refuse_over(groups: Sequence[Sequence[Try]], waits: dict[Try, int]) -> None:
    if wait := max((min(waits[one] for one in group) for group in groups), default=0):
        raise Throttled(f"That was tried too often. Please wait {wait_words(wait)} and try again.", wait)


def _over(hits: int, before: int, rate: Rate, moment: float) -> int:
    into = moment % rate.seconds
    if hits + before * (1 - into / rate.seconds) <= rate.limit:
        return 0
    return max(1, int(rate.seconds - into) + 1)


def _wait_here(one: Try, moment: float) -> int:
    """The count of this process alone, against a quarter of the limit."""
    slot, rate = _slot(one, moment), one[2]
    _local[slot] += 1
    return rate.seconds if _local[slot] > max(1, rate.limit // 4) else 0


def _stored(key: str) -> str:
    return signed("throttle", key)[:32]
