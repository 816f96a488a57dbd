"""The values in force: founding, enacted, in an emergency and after it; and one statement for all of them."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select, text

from governance.charter.checking import charter_faults
from governance.charter.emergency import act_in_emergency
from governance.charter.enacting import Setting, enact, found_charter, lapse_emergencies
from governance.charter.enactment import Enactment, Power
from governance.charter.rule import GROUPS, Unit
from governance.charter.rules import RULES
from governance.charter.values import value
from governance.record.entry import RecordEntry
from governance.record.verifying import verify
from kernel.database import db, transaction
from kernel.jobs import tick
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests import source
from tests.governance.charter.cast import a_decision, closed, elders, founded, say
from tests.governance.rewriting import behind_its_back
from tests.together import together

CHANGES = [
    "UPDATE charter_enactment SET value = 50 WHERE key = 'ballot.choices'",
    "UPDATE charter_enactment SET enacted_at = '2020-01-01 00:00:00' WHERE key = 'ballot.choices'",
    "DELETE FROM charter_enactment WHERE key = 'ballot.choices'",
    "INSERT INTO charter_enactment (key, version, value, power, enacted_at, reason, record_seq)"
    " SELECT key, 2, 50, 'lapse', enacted_at, 'Quietly.', record_seq FROM charter_enactment"
    " WHERE key = 'ballot.choices'",
]


def test_every_rule_is_within_its_own_bounds_and_has_a_heading():
    for rule in RULES.values():
        assert rule.allows(rule.founding), rule.key
        assert rule.group in GROUPS.values()
        assert rule.does.endswith("."), rule.key


@pytest.mark.parametrize(
    ("key", "number", "words"),
    [
        ("jury.size", 1, "1 member"),
        ("jury.days", 10, "10 days"),
        ("royalty.basis-points", 305, "3.05 %"),
        ("charter.majority-percent", 67, "two thirds"),
        ("steward.recall-percent", 67, "67 %"),
        ("concept.proposals-per-day", 1, "1 a day"),
        ("decision.quorum", 10_000, "10,000 members"),
    ],
)
def test_a_value_is_said_with_its_unit(key, number, words):
    assert RULES[key].said(number) == words
    assert set(Unit)


def test_every_value_rules_something_or_says_what_it_waits_for():
    read = "".join(file.read_text() for file in source.product() if source.name(file) != "governance/charter/rules.py")
    for rule in RULES.values():
        dated = rule.key in ("round.proposing-days", "round.refining-days", "round.balloting-days")
        assert (f'"{rule.key}"' in read or dated) != bool(rule.waits), rule.key


def test_before_the_founding_the_founding_values_hold(app):
    assert value("ballot.choices") == RULES["ballot.choices"].founding
    with pytest.raises(KeyError):
        value("no.such-rule")


def test_all_values_take_one_statement_a_transaction(app):
    founded()
    seen = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *args: seen.append(args[2]))
    with transaction():
        assert [value(key) for key in RULES] == [rule.founding for rule in RULES.values()]
        assert value("jury.size") == 7
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([words for words in seen if "record_entry" in words]) == 1


def test_an_enactment_shows_in_its_own_transaction_and_not_after_a_rollback(app):
    founded()
    with pytest.raises(ZeroDivisionError), transaction():
        assert value("jury.size") == 7
        enact([Setting("jury.size", 11, Power.LAPSE, "For a test.")], "A test.")
        assert value("jury.size") == 11
        raise ZeroDivisionError
    assert value("jury.size") == 7


def test_the_founding_is_enacted_once_with_one_line_in_the_record(app):
    founded()
    founded()
    assert tick() == []
    assert len(db.session.scalars(select(Enactment)).all()) == len(RULES)
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "charter.enacted")).all()
    assert [len(line.payload["values"]) for line in lines] == [len(RULES)]


def test_another_founding_number_of_a_later_release_changes_nothing_enacted(app, monkeypatch):
    founded()
    later = RULES["jury.size"].__class__("jury.size", "Jurors", "More.", Unit.MEMBERS, 13, 3, 25)
    monkeypatch.setitem(RULES, "jury.size", later)
    founded()
    assert value("jury.size") == 7


def test_a_new_rule_of_a_later_release_is_enacted_beside_the_others(app, monkeypatch):
    monkeypatch.delitem(RULES, jury := "jury.size")
    founded()
    monkeypatch.undo()
    with transaction():
        found_charter()
    assert db.session.scalar(select(Enactment.value).where(Enactment.key == jury)) == 7


def test_the_database_refuses_to_change_what_was_enacted(app):
    founded()
    for words in ("UPDATE charter_enactment SET value = 50", "DELETE FROM charter_enactment"):
        with pytest.raises(Exception, match="append-only"), transaction():
            db.session.execute(text(words))
    assert charter_faults() == []


@pytest.mark.parametrize("statement", CHANGES)
def test_a_value_changed_past_the_guards_is_found(app, statement):
    founded()
    behind_its_back(statement)
    assert any("ballot.choices version" in fault for fault in charter_faults())
    assert any(fault.check == "charter" for fault in verify().faults)


@pytest.mark.parametrize("change", CHANGES)
def test_a_value_changed_past_the_guards_rules_nothing(app, ines, plain_browser, change):
    founded()
    behind_its_back(change)
    assert value("ballot.choices") == 5
    page = plain_browser.open("/charter/ballot.choices")
    assert "Now 5 choices" in page


def test_a_line_of_the_record_that_was_itself_changed_enacts_nothing(app):
    founded()
    with transaction():
        enact([Setting("ballot.choices", 7, Power.LAPSE, "For a test.")], "A test.")
    assert value("ballot.choices") == 7
    behind_its_back(
        """UPDATE record_entry SET payload = replace(payload, 'value":7', 'value":50') WHERE seq = 2""",
        "UPDATE charter_enactment SET value = 50 WHERE key = 'ballot.choices'",
    )
    assert value("ballot.choices") == 5


def test_an_emergency_lapses_to_what_the_record_says_whatever_the_table_says(app, ines, travel):
    founded()
    with transaction():
        act_in_emergency(ines, RULES["ballot.choices"], 2, "A flood of copies came in tonight.")
    behind_its_back("UPDATE charter_enactment SET value = 50 WHERE key = 'ballot.choices' AND version = 1")
    travel(timedelta(days=14, seconds=1))
    with transaction():
        lapse_emergencies()
    assert value("ballot.choices") == 5


def test_two_clocks_that_tick_at_once_found_and_lapse_once(app, ines, travel):
    together(app, *[founded] * 4)
    with transaction():
        act_in_emergency(ines, RULES["ballot.choices"], 2, "A flood of copies came in tonight.")
    travel(timedelta(days=14, seconds=1))

    def lapse():
        with transaction():
            lapse_emergencies()

    together(app, *[lapse] * 4)
    versions = db.session.scalars(select(Enactment.version).order_by(Enactment.version)).all()
    assert sorted(versions) == [1] * len(RULES) + [2, 3]


def test_an_emergency_holds_at_once_and_lapses_by_the_clock_even_without_a_tick(app, ines, travel):
    founded()
    with transaction():
        act_in_emergency(ines, RULES["concept.proposals-per-day"], 2, "A flood of copies came in tonight.")
    assert value("concept.proposals-per-day") == 2
    travel(timedelta(days=14, seconds=1))
    assert value("concept.proposals-per-day") == 5
    with transaction():
        lapse_emergencies()
        lapse_emergencies()
    assert value("concept.proposals-per-day") == 5
    versions = db.session.scalars(
        select(Enactment).where(Enactment.key == "concept.proposals-per-day").order_by(Enactment.version)
    ).all()
    assert [row.power for row in versions] == [Power.FOUNDING, Power.EMERGENCY, Power.LAPSE]
    assert charter_faults() == []


def test_a_decision_of_the_members_makes_an_emergency_act_stay(app, ines, travel):
    members = elders()
    founded()
    with transaction():
        decision = act_in_emergency(ines, RULES["jury.days"], 5, "Two juries are overdue.")
    assert decision.closes_at < db.session.scalar(select(Enactment.lapses_at).where(Enactment.lapses_at.is_not(None)))
    travel(decision.voting_at)
    say(members, decision, "yes")
    travel(decision.closes_at)
    assert tick() == []
    travel(decision.closes_at + timedelta(days=30))
    assert tick() == []
    assert value("jury.days") == 5


def test_staff_act_once_on_a_value_until_the_members_have_decided_on_it(app, ines, travel):
    members = elders()
    founded()
    rule = RULES["jury.days"]
    with transaction():
        first = act_in_emergency(ines, rule, 5, "Two juries are overdue.")
    travel(timedelta(days=20))
    assert tick() == []
    with pytest.raises(Refused, match="one emergency act"), transaction():
        act_in_emergency(ines, rule, 6, "Again.")
    assert closed(first).passed is False
    own = a_decision(members[0], "jury.days", 8)
    travel(own.voting_at)
    say(members, own, "yes")
    travel(own.closes_at)
    assert closed(own).passed
    with transaction():
        act_in_emergency(ines, rule, 6, "Now it may be done once more.")
    assert value("jury.days") == 6


def test_who_may_not_act_in_an_emergency_and_on_what(app, ines, maya):
    founded()
    for actor, key in ((maya, "jury.days"), (ines, "charter.majority-percent"), (ines, "emergency.days")):
        with pytest.raises(Refused), transaction():
            act_in_emergency(actor, RULES[key], RULES[key].least + 1, "Because.")
    for number, reason, field in ((99, "Because.", "value"), (10, "Because.", "value"), (5, " ", "reason")):
        with pytest.raises(RuleBroken) as broken, transaction():
            act_in_emergency(ines, RULES["jury.days"], number, reason)
        assert broken.value.field == field
