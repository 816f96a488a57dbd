"""Sites for tests: one per engine and set of settings, built once, its tables emptied after each test that used it."""

import shutil
import tempfile
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from sqlalchemy import text

from app import create_app
from config import Settings
from kernel import sqlite
from kernel.database import db
from tests import postgres

SECRET = "tests only: 5f0c1d9e8b7a64d3a2c1f0e9"

EMPTY_EACH = """do $$ declare r record; begin
set local session_replication_role = replica;
for r in select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version' loop
  execute format('delete from %I', r.tablename); end loop;
for r in select sequencename, start_value from pg_sequences where schemaname = 'public' and last_value is not null loop
  perform setval(format('public.%I', r.sequencename)::regclass, r.start_value, false); end loop;
end $$"""


class Site:
    """A running application on its own empty database."""

    def __init__(self, settings):
        self.app = create_app(settings)
        self.app.testing = True  # an error of ours reaches the test as it was raised
        self.settings = settings
        with self.app.app_context():
            db.create_all()
            self.engine = db.engine
        self._pristine = self.copy() if self.engine.dialect.name == "sqlite" else None

    def copy(self):
        """All of an SQLite site's rows as they are now, for restore()."""
        copy = sqlite.driver.connect(":memory:")
        with self._raw() as live:
            live.backup(copy)
        return copy

    def _raw(self):
        return sqlite.driver.connect(self.engine.url.database)

    def restore(self, copy):
        """Put an SQLite site back to what copy() kept."""
        live = self._raw()
        live.execute("pragma synchronous=off")
        copy.backup(live)
        live.close()

    def empty(self):
        """Back to the state after create_all, append-only tables and search indexes included."""
        self.app.extensions["showings"].take()  # what an earlier test showed and never stored
        self.app.extensions["flood"].clear()
        if self._pristine:
            self.restore(self._pristine)
        else:
            with self.engine.begin() as connection:
                connection.execute(text(EMPTY_EACH))
        for part in ("mail", "pictures"):
            shutil.rmtree(self.settings.data_dir / part, ignore_errors=True)


class Sites:
    """All the sites of one test session, made when first asked for."""

    def __init__(self, folder):
        self._folder = Path(folder)
        self._made = {}
        self._closing = ExitStack()

    @cached_property
    def postgres_folder(self):
        """The socket folder of the session's PostgreSQL, started at the first use."""
        return self._closing.enter_context(postgres.server())

    def address(self, engine, name):
        """The address of a new, empty database."""
        if engine == "sqlite":
            return f"sqlite:///{self._folder / name}.sqlite"
        return postgres.new_database(self.postgres_folder, name)

    def settings(self, engine, name, **changes):
        """Settings for a test site: its own folder, no page cache, no rate limits unless asked for."""
        data_dir = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self._folder))
        plain = {
            "site_url": "http://localhost",
            "page_cache_seconds": 0.0,
            "rate_limits": False,
            "showings_seconds": 0.0,
            **changes,
        }
        return Settings(secret_key=SECRET, data_dir=data_dir, database_url=self.address(engine, name), **plain)

    def get(self, engine, **changes):
        """The site on this engine with these settings."""
        key = (engine, *sorted(changes.items()))
        if key not in self._made:
            self._made[key] = Site(self.settings(engine, f"{engine}_{len(self._made)}", **changes))
        return self._made[key]

    def close(self):
        """Stop the database server and forget every connection."""
        for site in self._made.values():
            site.engine.dispose()
        self._closing.close()
