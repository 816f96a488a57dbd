"""The migrations and the models say the same on both engines, triggers included, and every step can be taken back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text

from app import create_app
from kernel.database import db
from tests.source import files

POSTGRESQL = {
    "columns": "select table_name, column_name, data_type, is_nullable, column_default, character_maximum_length "
    "from information_schema.columns where table_schema = 'public' order by 1, 2",
    "constraints": "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint "
    "where connamespace = 'public'::regnamespace order by 1, 2",
    "indexes": "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2",
    "triggers": "select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal "
    "order by 1, 2",
    "functions": "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1, 2",
}
SQLITE_TRIGGERS = "select tbl_name, name, sql from sqlite_master where type = 'trigger' order by 1, 2"


@pytest.fixture(params=["sqlite", "postgresql"])
def two_apps(request, sites):
    """Two applications on two empty databases of one engine: one for the migrations, one for the models."""
    number = len(sites._made) + id(request.node) % 100_000
    return [create_app(sites.settings(request.param, f"{name}_{number}")) for name in ("migrated", "modelled")]


def _shape():
    """Everything the database knows of its own structure."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            return {name: [tuple(row) for row in connection.execute(text(q))] for name, q in POSTGRESQL.items()}
    seen = inspect(db.engine)
    tables = {name: _table(seen, name) for name in seen.get_table_names()}
    with db.engine.connect() as connection:
        triggers = [(t, n, " ".join(sql.split())) for t, n, sql in connection.execute(text(SQLITE_TRIGGERS))]
    return {"tables": tables, "triggers": triggers}


def _table(seen, name):
    columns = {
        c["name"]: (str(c["type"]), c["nullable"], c["default"], c["primary_key"]) for c in seen.get_columns(name)
    }
    uniques = sorted((u["name"], u["column_names"]) for u in seen.get_unique_constraints(name))
    checks = sorted((c["name"], " ".join(c["sqltext"].split())) for c in seen.get_check_constraints(name))
    indexes = sorted((i["name"], i["column_names"], i["unique"]) for i in seen.get_indexes(name))
    foreign = sorted((f["name"], f["constrained_columns"], f["referred_table"]) for f in seen.get_foreign_keys(name))
    return {"columns": columns, "uniques": uniques, "checks": checks, "indexes": indexes, "foreign": foreign}


def _without_alembic(shape):
    if "tables" in shape:
        shape["tables"].pop("alembic_version", None)
        return shape
    return {name: [row for row in rows if row[0] != "alembic_version"] for name, rows in shape.items()}


def _close():
    db.session.remove()
    db.engine.dispose()


def test_upgrading_from_nothing_gives_what_the_models_say(two_apps):
    migrated, modelled = two_apps
    with modelled.app_context():
        db.create_all()
        wanted = _shape()
        _close()
    with migrated.app_context():
        upgrade()
        found = _without_alembic(_shape())
        with db.engine.connect() as connection:
            differences = compare_metadata(MigrationContext.configure(connection), db.metadata)
        _close()
    assert [d for d in differences if "search_index" not in str(d)] == []
    for part, rows in wanted.items():
        assert found[part] == rows, part


def test_every_step_can_be_taken_back_and_forth_again(two_apps):
    migrated, _ = two_apps
    with migrated.app_context():
        upgrade()
        there = _shape()
        downgrade(revision="base")
        left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
        assert left == set()
        upgrade()
        assert _shape() == there
        _close()


def test_migrations_import_nothing_of_ours():
    ours = ("kernel", "members", "governance", "ideas", "commerce", "app", "config")
    found = files(".py", under="migrations/versions/")
    assert found
    for file in found:
        lines = [line.split() for line in file.read_text().splitlines()]
        imported = {words[1].split(".")[0] for words in lines if words[:1] in (["import"], ["from"])}
        assert not imported & set(ours), file.name


def test_the_workers_own_tables_are_left_alone(sites):
    app = create_app(sites.settings("postgresql", "with_a_queue"))
    with app.app_context():
        upgrade()
        with db.engine.begin() as connection:
            connection.execute(text("create table huey_task (id int primary key)"))
        check()  # raises when a revision would be wanted
        _close()
