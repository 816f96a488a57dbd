"""Every rule that a database can keep is kept by it, on both engines: found in the database itself, not in the models."""

import pytest
from sqlalchemy import Enum, inspect

from kernel.database import db

ONCE = {
    "one support per member and concept": ("support", {"concept_id", "member_id"}),
    "one ballot per member and round": ("ballot", {"round_id", "member_id"}),
    "one mark per concept on a ballot": ("ballot_choice", {"ballot_id", "concept_id"}),
    "one result per round": ("result", {"round_id"}),
    "one line per concept in a result": ("result_line", {"result_id", "concept_id"}),
    "one finalist's place per concept": ("finalist", {"round_id", "concept_id"}),
    "one account per name, however spelled": ("member", {"name_folded"}),
    "one account per address": ("member", {"email_folded"}),
    "one session per token": ("member_session", {"token_hash"}),
    "one steward's post per forum": ("forum_steward", {"forum_id", "member_id"}),
    "one version per number": ("concept_version", {"concept_id", "number"}),
    "one concept per line of an import": ("concept", {"round_id", "external_id"}),
    "one co-author's place per concept": ("concept_co_author", {"concept_id", "member_id"}),
    "one product per concept": ("product", {"concept_id"}),
    "one campaign per product": ("campaign", {"product_id"}),
    "one settlement per campaign": ("settlement", {"campaign_id"}),
    "one pledge per reference": ("pledge", {"reference"}),
    "one price per region": ("shipping_rate", {"campaign_id", "region"}),
    "one parcel per pledge": ("shipment", {"pledge_id"}),
    "one review per member and product": ("review", {"product_id", "member_id"}),
    "one review per pledge": ("review", {"pledge_id"}),
    "one word on a review's use": ("helpful", {"review_id", "member_id"}),
    "one effect per form": ("once_key", {"owner", "key"}),
    "one delivery per message": ("outbox_message", {"key"}),
    "one notice per occasion": ("notice", {"member_id", "key"}),
    "one score per criterion": ("assessment_score", {"assessment_id", "criterion"}),
}
CHECKED = {
    "a cap is never passed": ("campaign", "cap_holds"),
    "a refund never passes what came in": ("pledge", "refunds_within_received"),
    "nothing leaves without an address": ("pledge", "nothing_leaves_without_an_address"),
    "a total is its parts": ("pledge", "total_is_all_in"),
    "a quantity is positive": ("pledge", "quantity_is_positive"),
    "a count is never negative": ("concept", "supports_not_negative"),
    "a rejection has its reason": ("concept", "rejected_has_reason"),
    "what is hidden has its reason": ("comment", "hidden_has_reason"),
    "phases follow each other": ("round", "closes_after_balloting"),
    "a round has slots": ("round", "slots_or_budget"),
}


def _keys(seen, table):
    found = [set(u["column_names"]) for u in seen.get_unique_constraints(table)]
    found += [set(i["column_names"]) for i in seen.get_indexes(table) if i["unique"]]
    return [*found, set(seen.get_pk_constraint(table)["constrained_columns"])]


@pytest.mark.parametrize("rule", ONCE)
def test_what_may_be_once_is_unique(app, rule):
    table, columns = ONCE[rule]
    assert columns in _keys(inspect(db.engine), table)


@pytest.mark.parametrize("rule", CHECKED)
def test_what_must_hold_is_checked(app, rule):
    table, check = CHECKED[rule]
    assert any(c["name"].endswith(check) for c in inspect(db.engine).get_check_constraints(table))


def test_every_choice_is_checked(app):
    seen = inspect(db.engine)
    for table in db.metadata.sorted_tables:
        checks = " ".join(c["sqltext"] for c in seen.get_check_constraints(table.name))
        for column in table.columns:
            if isinstance(column.type, Enum):
                missing = [value for value in column.type.enums if f"'{value}'" not in checks]
                assert not missing, f"{table.name}.{column.name} is not held to its values"


def test_every_reference_is_kept_and_every_moment_has_its_zone(app):
    seen = inspect(db.engine)
    for table in db.metadata.sorted_tables:
        kept = {tuple(f["constrained_columns"]) for f in seen.get_foreign_keys(table.name)}
        declared = {tuple(c.name for c in f.columns) for f in table.foreign_key_constraints}
        assert kept == declared, table.name
        for column in seen.get_columns(table.name):
            is_moment = "TIMESTAMP" in str(column["type"]).upper() and db.engine.dialect.name == "postgresql"
            assert not is_moment or getattr(column["type"], "timezone", False), f"{table.name}.{column['name']}"


def test_money_is_whole_minor_units(app):
    seen = inspect(db.engine)
    for table in db.metadata.sorted_tables:
        for column in seen.get_columns(table.name):
            kind = str(column["type"]).upper()
            assert not kind.startswith(("FLOAT", "REAL", "NUMERIC", "DOUBLE")), f"{table.name}.{column['name']}"
            assert not column["name"].endswith("_minor") or "INT" in kind, f"{table.name}.{column['name']}"
