"""How often somebody may try: counts in the database, shared by all processes, stored whatever becomes of the request.

A window slides: the last full window counts in proportion to how much of it still lies within the span. When the counts
cannot be stored, reading and voting go on, but what guards a password is closed but for a quarter of its limit here.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import current_app
from sqlalchemy import Connection, CursorResult, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, short
from kernel.rules import Throttled
from kernel.sqlite import writers_turn

__all__ = ["Rate", "Throttled", "check", "check_all", "forget_old", "network", "networks"]
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


def check_all(tries: Sequence[tuple[str, str, Rate]], closed: bool = False) -> None:
    """Count one try under each of (name, key, rate). `closed` decides what happens when counts cannot be stored."""
    if not current_app.config.get("RATE_LIMITS", True):
        return
    moment = now().timestamp()
    try:
        with _aside() as connection:
            waits = [_wait(connection, name, key, rate, moment) for name, key, rate in tries]
    except SQLAlchemyError:
        current_app.logger.exception("tries could not be counted")
        waits = [_wait_here(name, key, rate, moment) for name, key, rate in tries] if closed else []
    if wait := max(waits, default=0):
        raise Throttled(f"That was tried too often. Please wait {_in_words(wait)} and try again.", wait)


def forget_old() -> None:
    """Drop windows that no longer count. A clock tick."""
    db.session.execute(delete(ThrottleCount).where(ThrottleCount.ends_at < int(now().timestamp())))
    _local.clear()


@contextmanager
def _aside() -> Iterator[Connection]:
    """A small write of its own, so that a refused request still counts as a try. A power cut may lose it: no disk waits."""
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


def _wait(connection: Connection, name: str, key: str, rate: Rate, moment: float) -> int:
    """Seconds to wait before the next try of this key, 0 when this one may pass."""
    stored, window = _stored(key), int(moment // rate.seconds)
    name = f"{name}:{rate.seconds}"
    row = insert_unless_there(ThrottleCount).values(
        name=name, key=stored, window=window, hits=1, ends_at=(window + 2) * rate.seconds
    )
    counted = row.on_conflict_do_update(
        index_elements=["name", "key", "window"], set_={"hits": ThrottleCount.hits + 1}
    ).returning(ThrottleCount.hits)
    result: CursorResult[Any] = connection.execute(counted)
    hits = int(result.scalar_one())
    before = connection.scalar(
        select(ThrottleCount.hits).where(
            ThrottleCount.name == name, ThrottleCount.key == stored, ThrottleCount.window == window - 1
        )
    )
    return _over(hits, before or 0, rate, moment)


def _over(hits: int, before: int, rate: Rate, moment: float) -> int:
    into = moment % rate.seconds
    if hits + before * (1 - into / rate.seconds) <= rate.limit:
        return 0
    return max(1, int(rate.seconds - into) + 1)


def _wait_here(name: str, key: str, rate: Rate, moment: float) -> int:
    """The count of this process alone, against a quarter of the limit."""
    slot = (f"{name}:{rate.seconds}", _stored(key), int(moment // rate.seconds))
    _local[slot] += 1
    return rate.seconds if _local[slot] > max(1, rate.limit // 4) else 0


def _stored(key: str) -> str:
    return hmac.digest(current_app.config["SECRET_KEY"].encode(), b"throttle:" + key.encode(), sha256).hex()[:32]


def _in_words(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes" if seconds < 5400 else f"{-(-seconds // 3600)} hours"
