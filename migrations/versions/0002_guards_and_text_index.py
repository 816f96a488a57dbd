"""Guard what must never change, and make each engine's own text index."""

from alembic import op

revision = "0002"
down_revision = "0001"

APPEND_ONLY = ('charter_enactment', 'conduct_repeal', 'conduct_rule', 'decision_effect', 'decision_outcome', 'election_result', 'jury_place', 'jury_verdict', 'publication', 'record_checkpoint', 'record_entry', 'record_node', 'result', 'result_line', 'uncounted_vote')
ERASABLE = ('record_pseudonym', 'record_secret')
KEPT_COLUMNS = {'bank_account': ('holder', 'iban', 'bic', 'proposed_by_id', 'proposed_at'), 'decision': ('kind', 'subject', 'title', 'reason_source', 'reason_html', 'proposer_id', 'opened_at', 'voting_at', 'closes_at', 'old_enough_before', 'has_roll', 'electorate', 'quorum', 'majority_percent', 'cooling_off_days'), 'decision_roll': ('decision_id', 'member_id'), 'election': ('office', 'seats', 'term_days', 'voting_at', 'closes_at', 'seed', 'seed_commitment'), 'election_roll': ('election_id', 'member_id', 'may_stand'), 'jury': ('kind', 'subject', 'size', 'days', 'answer_days', 'seed', 'seed_commitment', 'opened_at'), 'round': ('slots', 'choices_limit', 'ballot_kind', 'counting_rule', 'utility', 'completion', 'minimum_votes', 'tie_rule', 'points', 'budget_minor', 'currency', 'usual_cost_minor', 'seed', 'seed_commitment')}
POSTGRESQL_GUARD = """
CREATE OR REPLACE FUNCTION append_only_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""

# From when on a round keeps its rule: once somebody proposed in it, a phase after the announcement began, or it was withdrawn.
ROUND_KEEPS_ONCE = (
    "OLD.withdrawn_at IS NOT NULL "
    "OR EXISTS (SELECT 1 FROM concept WHERE concept.round_id = OLD.id AND concept.state <> 'draft') "
    "OR EXISTS (SELECT 1 FROM phase_entered WHERE phase_entered.round_id = OLD.id AND phase_entered.phase <> 'announced')"
)
POSTGRESQL_ROUND_GUARD = f"""
CREATE OR REPLACE FUNCTION round_columns_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {ROUND_KEEPS_ONCE} THEN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""


def _guarded() -> list[tuple[str, tuple[str, ...]]]:
    return [*((name, ("update", "delete")) for name in APPEND_ONLY), *((name, ("update",)) for name in ERASABLE)]


def _keeping(name: str, columns: tuple[str, ...], differs: str) -> tuple[str, str]:
    head = f"CREATE TRIGGER {name}_keeps_columns BEFORE UPDATE OF {', '.join(columns)} ON {name}"
    return head, " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _upgrade_sqlite()
    else:
        _upgrade_postgresql()


def _upgrade_sqlite() -> None:
    for name, verbs in _guarded():
        for verb in verbs:
            op.execute(
                f"CREATE TRIGGER {name}_refuses_{verb} BEFORE {verb.upper()} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{name} is append-only: {verb} refused'); END"
            )
    for name, columns in KEPT_COLUMNS.items():
        head, changed = _keeping(name, columns, "IS NOT")
        changed = f"({changed}) AND ({ROUND_KEEPS_ONCE})" if name == "round" else changed
        op.execute(
            f"{head} WHEN {changed} "
            f"BEGIN SELECT RAISE(ABORT, '{name} keeps what is append-only: update refused'); END"
        )
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 0', prefix='3 5')"
    )


def _upgrade_postgresql() -> None:
    op.execute(POSTGRESQL_GUARD)
    op.execute(POSTGRESQL_ROUND_GUARD)
    for name, verbs in _guarded():
        op.execute(
            f"CREATE TRIGGER {name}_refuses_change BEFORE {' OR '.join(verb.upper() for verb in verbs)} ON {name} "
            "FOR EACH ROW EXECUTE FUNCTION append_only_guard()"
        )
        op.execute(
            f"CREATE TRIGGER {name}_refuses_truncate BEFORE TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only_guard()"
        )
    for name, columns in KEPT_COLUMNS.items():
        head, changed = _keeping(name, columns, "IS DISTINCT FROM")
        guard = "round_columns_guard" if name == "round" else "append_only_guard"
        op.execute(f"{head} FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {guard}()")
    op.execute("CREATE TABLE search_index (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_search_index_words ON search_index USING gin (words)")


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, verbs in _guarded():
        for trigger in (f"refuses_{verb}" for verb in verbs) if on_sqlite else ("refuses_change", "refuses_truncate"):
            _drop(name, trigger, on_sqlite)
    for name in KEPT_COLUMNS:
        _drop(name, "keeps_columns", on_sqlite)
    if not on_sqlite:
        op.execute("DROP FUNCTION append_only_guard()")
        op.execute("DROP FUNCTION round_columns_guard()")


def _drop(table: str, trigger: str, on_sqlite: bool) -> None:
    op.execute(f"DROP TRIGGER {table}_{trigger}" + ("" if on_sqlite else f" ON {table}"))
