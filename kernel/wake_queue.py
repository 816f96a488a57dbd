"""The queue that wakes the worker. huey brings database drivers, so it is loaded by whoever wakes or works, and by no
other command.

What lies in the queue is JSON and names one of our jobs, so that whoever can write there can wake us and do nothing else.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huey import Huey
    from huey.registry import Message


class _Plain:
    """Messages as JSON: reading one runs nothing, unlike a pickle."""

    def serialize(self, data: Message) -> bytes:
        return json.dumps(data._replace(eta=data.eta.isoformat() if data.eta else None)).encode()

    def deserialize(self, data: bytes) -> Message:
        from huey.registry import Message

        message = Message(*json.loads(data))
        return message._replace(eta=datetime.fromisoformat(message.eta) if message.eta else None)


def queue_for(jobs_url: str, data_dir: Path) -> Huey:
    """The queue named by JOBS_URL: a SQLite file by default, `redis://…`, `postgresql://…`, or `memory:` for tests.

    The file is kept without a write-ahead log: huey uses Python's own SQLite, which may have the log race.
    """
    from huey import MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey

    plain = {"serializer": _Plain(), "results": False}
    if jobs_url == "memory:":
        return MemoryHuey("commonmade", immediate=False, **plain)
    if jobs_url.startswith("redis"):
        return RedisHuey("commonmade", url=jobs_url, **plain)
    if jobs_url.startswith("postgres"):
        return PostgresHuey("commonmade", dsn=jobs_url.replace("+psycopg", "", 1), **plain)
    file = str(data_dir / "jobs.sqlite")
    return SqliteHuey("commonmade", filename=file, journal_mode="truncate", **plain)
