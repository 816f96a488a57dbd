"""What a server, a worker or a command asks of its database before it starts. What is wrong ends in one sentence that says
what to do.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy import event, inspect, text
from sqlalchemy.engine import Connection, Engine

from kernel import bare_page, sqlite
from kernel.brand import brand
from kernel.database import db
from kernel.outage import error_words, is_outage

WAIT_SECONDS = 60.0
REVISIONS = Path(__file__).parent.parent / "migrations" / "versions"
UPGRADE = "Run: flask --app app db upgrade"


class NotReady(SystemExit):
    """The site cannot work on this database; the message says what to do."""


def refuse_other_encodings(engine: Engine) -> None:
    """Stop at the first connection to a PostgreSQL database that would not keep every letter."""
    if engine.dialect.name != "postgresql":
        return

    @event.listens_for(engine, "connect", insert=True)  # before SQLAlchemy's own first questions, which fail on bytes
    def _look(connection: Any, _record: Any) -> None:
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise NotReady(
                f"The database “{engine.url.database}” is kept in {encoding}, which cannot hold every letter. "
                f"Create it again: createdb --encoding UTF8 --template template0 {engine.url.database}"
            )


def needs(app: Flask, check: Callable[[], None]) -> None:
    """Have this asked before the site starts: what a package above needs to be so. It raises NotReady."""
    app.extensions.setdefault("needs", []).append(check)


def make_ready(app: Flask) -> None:
    """Wait a minute for the database, refuse one of another revision, and learn the brand. Leaves no connection open."""
    with app.app_context():
        try:
            _refuse_other_tables(_when_it_answers())
            if db.engine.dialect.name == "sqlite":
                sqlite.never_make(db.engine)
            ask_needs(app)
            brand.shown(fresh=True)
        finally:
            db.session.remove()
            db.engine.dispose()  # processes are forked next, and must not share a connection
    bare_page.install(app)


def ask_needs(app: Flask) -> None:
    """Everything that packages need to be so before this process acts for the site. Raises NotReady."""
    for check in app.extensions.get("needs", []):
        check()


def asking_first(command: click.Command) -> click.Command:
    """The same command, or group of them, that does nothing on a database without tables or of another revision."""
    asking = copy(command)
    if isinstance(asking, click.Group):
        asking.commands = {name: asking_first(one) for name, one in asking.commands.items()}
    elif (act := asking.callback) is not None:
        asking.callback = with_appcontext(partial(_ask_first, act))
    return asking


def _ask_first(act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    with db.engine.connect() as connection:
        found = _revision(connection)
    _refuse_other_tables(found)
    return act(*args, **kwargs)


def _when_it_answers() -> tuple[str, bool]:
    """The revision the database stands at, and whether it has tables; after a wait when nobody answers yet."""
    give_up, waiting = time.monotonic() + WAIT_SECONDS, False
    while True:
        try:
            with db.engine.connect() as connection:
                return _revision(connection)
        except Exception as error:
            if not is_outage(error):
                raise
            if time.monotonic() > give_up:
                raise NotReady(f"The database does not answer: {error_words(error)}") from None
            if not waiting:
                sys.stderr.write(f"The database does not answer yet, waiting for it: {error_words(error)}\n")
            waiting = True
        time.sleep(0.5)


def _revision(connection: Connection) -> tuple[str, bool]:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        return "", bool(tables & set(db.metadata.tables))
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or ""), True


def _refuse_other_tables(found: tuple[str, bool]) -> None:
    revision, has_tables = found
    if not revision and has_tables:
        return  # made from the models themselves, as tests and benchmarks do
    if not revision:
        raise NotReady(f"The database has no tables yet. {UPGRADE}")
    if revision != newest():
        raise NotReady(f"The database stands at revision {revision}, this site needs {newest()}. {UPGRADE}")


def newest() -> str:
    """The revision that no other one follows; read from the files, since alembic is large and no server needs it."""
    read = [file.read_text("utf-8") for file in REVISIONS.glob("*.py")]
    named = {name for source in read for name in re.findall(r"^revision\b.*=\s*['\"](\w+)['\"]", source, re.MULTILINE)}
    followed = {
        name for one in read for name in re.findall(r"^down_revision\b.*=\s*['\"](\w+)['\"]", one, re.MULTILINE)
    }
    return str(min(named - followed))
