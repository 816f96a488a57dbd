"""The database of a test site goes away, and comes back."""

from contextlib import contextmanager
from pathlib import Path

import psycopg

from kernel.database import db


@contextmanager
def no_database():
    """Nobody can connect to the site's database meanwhile, and who was connected is thrown out."""
    db.session.remove()
    db.engine.dispose()
    away = _no_file if db.engine.dialect.name == "sqlite" else _no_server
    with away(db.engine.url):
        yield
    db.session.remove()


@contextmanager
def _no_file(url):
    file = Path(url.database)
    hidden = file.rename(file.with_suffix(".away"))
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        hidden.rename(file)


@contextmanager
def _no_server(url):
    with psycopg.connect(f"host={url.query['host']} user=postgres dbname=postgres", autocommit=True) as server:
        name = url.database
        try:
            server.execute(f'alter database "{name}" with allow_connections false')
            server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (name,))
            yield
        finally:
            server.execute(f'alter database "{name}" with allow_connections true')
