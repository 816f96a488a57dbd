"""Guard what must never change, and make each engine's own text index."""

from alembic import op

revision = "0002"
down_revision = "0001"

APPEND_ONLY = ("record_entry", "result", "result_line")
POSTGRESQL_GUARD = """
CREATE OR REPLACE FUNCTION append_only_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in APPEND_ONLY:
            for verb in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {name}_refuses_{verb} BEFORE {verb.upper()} ON {name} "
                    f"BEGIN SELECT RAISE(ABORT, '{name} is append-only: {verb} refused'); END"
                )
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='', contentless_delete=1, "
            "tokenize='unicode61 remove_diacritics 0', prefix='3 5')"
        )
        return
    op.execute(POSTGRESQL_GUARD)
    for name in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {name}_refuses_change BEFORE UPDATE OR DELETE ON {name} "
            "FOR EACH ROW EXECUTE FUNCTION append_only_guard()"
        )
    op.execute("CREATE TABLE search_index (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_search_index_words ON search_index USING gin (words)")


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in APPEND_ONLY:
        if on_sqlite:
            op.execute(f"DROP TRIGGER {name}_refuses_update")
            op.execute(f"DROP TRIGGER {name}_refuses_delete")
        else:
            op.execute(f"DROP TRIGGER {name}_refuses_change ON {name}")
    if not on_sqlite:
        op.execute("DROP FUNCTION append_only_guard()")
