"""What only one process may do at a time: change the tables, tell the demo world. The second waits, then finds it done."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from sqlalchemy.engine import Connection, Engine


@contextmanager
def alone(engine: Engine, name: str) -> Iterator[None]:
    """Wait as long as it takes until no other process does `name` on this database. It is free again when its holder dies."""
    path = engine.url.database
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            take_time(connection)
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({crc32(name.encode())})")
            connection.commit()
            yield
    elif path and path != ":memory:":
        file = os.open(f"{path}.{name}", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)
    else:
        yield


def take_time(connection: Connection) -> None:
    """Lift the limits that protect pages from slow statements off this connection, which ends with its use."""
    connection.detach()
    for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        connection.exec_driver_sql(f"SET {setting} = 0")
    connection.commit()
