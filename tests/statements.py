"""Which statements a piece of code sends, for tests that keep a budget."""

from contextlib import contextmanager

from sqlalchemy import event

from kernel.database import db


@contextmanager
def statements():
    """Every statement sent meanwhile, without the opening of transactions."""
    sent = []

    def note(conn, cursor, statement, *_):
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)
