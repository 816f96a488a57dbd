"""What tells an outage from a fault of ours: the database or the machine is away, full or busy, and comes back by itself.

An outage is a 503, never a 500. It is logged as one line a second at most, with a count of those left out; a traceback of
it says nothing that the line does not, unless a statement of ours may be what takes so long.
"""

from __future__ import annotations

import errno
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from flask import has_request_context, request
from flask.logging import default_handler
from sqlalchemy import exc

from kernel.line import Busy
from kernel.sqlite import driver

EVERY = 1.0  # seconds between two lines
MACHINE = {
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EMFILE", "ENFILE", "EIO", "ENOMEM", "EAGAIN", "EROFS")
}
RECOVERING = {
    "25006",  # a server that only reads, as after a failover
    "25P03",  # a transaction that the server ended for its length
}
PERHAPS_OURS = {  # the same may succeed in a moment, so it is a 503; but a statement of ours may be to blame
    "40P01",  # two transactions that waited for each other
    "57014",  # a statement that took longer than the server lets it
}
SQLITE_ERROR = 1  # no such table, no such column: a statement of ours is wrong
AFTER_AN_OUTAGE = "8s2b"  # SQLAlchemy's code for a session whose connection went away a statement earlier


def is_outage(error: BaseException | None) -> bool:
    """Whether waiting helps: nothing in the code is to blame."""
    if isinstance(error, exc.DBAPIError):
        return _is_away(error) or _state(error) in RECOVERING
    if isinstance(error, driver.OperationalError):
        return getattr(error, "sqlite_errorcode", 0) != SQLITE_ERROR
    if isinstance(error, OSError):
        return error.errno in MACHINE
    return isinstance(error, Busy | exc.TimeoutError) or getattr(error, "code", None) == AFTER_AN_OUTAGE


def _is_away(error: exc.DBAPIError) -> bool:
    if isinstance(error.orig, driver.InterfaceError):
        return error.connection_invalidated  # else what a statement was given does not fit it
    if getattr(error.orig, "sqlite_errorcode", 0) == SQLITE_ERROR:
        return False
    return isinstance(error, exc.OperationalError | exc.InterfaceError) or error.connection_invalidated


def _state(error: BaseException) -> str:
    return getattr(getattr(error, "orig", None), "sqlstate", None) or ""


def error_words(error: BaseException) -> str:
    """One line about it, without the statement and what was in it."""
    told = str(getattr(error, "orig", None) or error).strip()
    return f"{type(error).__name__}: {told.splitlines()[0]}" if told else type(error).__name__


@contextmanager
def if_it_can_be() -> Iterator[None]:
    """Do this, or leave it out while there is an outage: for a note after an act that is stored and must be answered so."""
    try:
        yield
    except Exception as error:
        if not is_outage(error):
            raise
        logging.getLogger("app").warning("left out", exc_info=error)


class _OneASecond(logging.Filter):
    """Lets one record about an outage through each second, as one line; all others as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._guard = threading.Lock()
        self._next, self._left_out = 0.0, 0

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is None or not is_outage(error) or _state(error) in PERHAPS_OURS:
            return True
        with self._guard:
            if time.monotonic() < self._next:
                self._left_out += 1
                return False
            self._next, left_out, self._left_out = time.monotonic() + EVERY, self._left_out, 0
        record.msg, record.args, record.exc_info, record.exc_text = _line(error, left_out), (), None, None
        return True


def _line(error: BaseException, left_out: int) -> str:
    more = f" ({left_out} more like it since the last line)" if left_out else ""
    return f"outage, answered with 503 until it is over{_asked()}: {error_words(error)}{more}"


def _asked() -> str:
    """The page that met it, by its rule: addresses may hold secrets, such as that of a new password."""
    return f", at {request.method} {request.url_rule or 'no page of ours'}" if has_request_context() else ""


_one_a_second = _OneASecond()


def end_plainly(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The end of a command: one sentence for an outage, for anything else Python's own report."""
    if is_outage(error):
        sys.stderr.write(f"The database cannot be used right now, so nothing more was done: {error_words(error)}\n")
    else:
        sys.__excepthook__(kind, error, trace)


def install() -> None:
    """Thin out what every logger of this process says about an outage."""
    default_handler.addFilter(_one_a_second)
    if logging.lastResort:
        logging.lastResort.addFilter(_one_a_second)
