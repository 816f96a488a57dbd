"""An empty site's admins set the founding values on one page, until its first round is announced."""

import pytest
from sqlalchemy import func, select

from governance.charter.enacting import found_charter
from governance.charter.enactment import Enactment, Power
from governance.charter.forms import bounds_words, founding_form, value_form
from governance.charter.founding import field_name, set_founding_values
from governance.charter.rules import RULES
from governance.charter.values import value
from governance.charter.vouching import check_charter
from governance.record.entry import RecordEntry
from governance.record.recording import record
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.governance.charter.cast import a_decision, a_past_decision, an_elder


def set_(actor, values):
    with transaction():
        return set_founding_values(actor, values)


def test_an_admin_sets_founding_values_in_one_line_of_the_record(ada):
    assert set_(ada, {"pledge.payment-days": 30, "account.age-days": 0, "jury.size": RULES["jury.size"].founding}) == 2
    assert (value("pledge.payment-days"), value("account.age-days")) == (30, 0)
    rows = db.session.scalars(select(Enactment).where(Enactment.version == 2)).all()
    assert {(row.key, row.power, row.by_member_id) for row in rows} == {
        ("pledge.payment-days", Power.FOUNDING, ada.id),
        ("account.age-days", Power.FOUNDING, ada.id),
    }
    line = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq.desc())).first()
    assert line.kind == "charter.enacted"
    assert "Time to pay: 30 days" in line.payload["words"]


def test_the_bounds_of_each_rule_hold_at_the_founding_too(ada):
    with pytest.raises(RuleBroken) as broken:
        set_(ada, {"pledge.payment-days": 61})
    assert broken.value.field == "pledge_payment_days"
    assert value("pledge.payment-days") == 14


def test_every_wrong_value_is_named_at_once_and_none_is_set(ada):
    with pytest.raises(RuleBroken) as broken:
        set_(ada, {"pledge.payment-days": 61, "round.slots": 2, "royalty.basis-points": 6000})
    named = {one.field: one.message for one in [broken.value, *broken.value.also]}
    assert named == {
        "pledge_payment_days": "It can be anything from 3 days to 60 days.",
        "royalty_basis_points": "It can be anything from 0.00 % to 50.00 %.",
    }
    db.session.rollback()
    assert value("round.slots") == 1


def test_the_page_names_what_is_missing_beside_what_is_out_of_bounds(plain_browser, ada):
    page = plain_browser.sign_in(ada).open("/charter/founding")
    page = page.submit(
        "Set the founding values", status=422, pledge_payment_days="99", jury_size="", royalty_basis_points="much"
    )
    assert "Time to pay: It can be anything from 3 days to 60 days." in page
    assert "Jurors: Which value?" in page
    assert "Royalty: Give a share in per cent, such as 3.5." in page
    assert value("pledge.payment-days") == 14


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.key)
def test_each_founding_value_stands_beside_what_it_does_and_its_bounds(rule):
    shown = founding_form({rule.key: rule.founding})[field_name(rule.key)]
    assert shown.label.text == rule.words
    assert rule.does in shown.description
    assert bounds_words(rule) in shown.description


def test_no_page_of_the_charter_speaks_of_basis_points(plain_browser, ada):
    plain_browser.sign_in(ada)
    for path in ("/charter/founding", "/charter/royalty.basis-points", "/charter/referral.basis-points"):
        page = plain_browser.open(path)
        assert "%" in page
        assert "basis points" not in page.text.lower()


def test_the_line_names_a_few_values_and_holds_them_all(ada):
    chosen = [rule for rule in RULES.values() if rule.founding != rule.most][:7]
    set_(ada, {rule.key: rule.most for rule in chosen})
    payload = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq.desc())).first().payload
    assert payload["words"].startswith("7 founding values were set before the first round was announced.")
    assert payload["words"].endswith("; and 2 more.")
    assert {one["key"]: one["value"] for one in payload["values"]} == {rule.key: rule.most for rule in chosen}


def test_the_record_still_vouches_for_a_charter_whose_founding_values_were_set(ada):
    set_(ada, {"pledge.payment-days": 30, "jury.size": 9})
    assert check_charter() == []


def test_setting_what_holds_already_writes_no_line(ada):
    with transaction():
        found_charter()
    before = db.session.scalar(select(func.count(RecordEntry.seq)))
    assert set_(ada, {rule.key: rule.founding for rule in RULES.values()}) == 0
    assert db.session.scalar(select(func.count(RecordEntry.seq))) == before


def test_nobody_sets_founding_values_once_a_round_was_announced(plain_browser, ada):
    with transaction():
        found_charter()
        record("round.opened", "round:first")
    with pytest.raises(Refused, match="only the members change the charter"):
        set_(ada, {"pledge.payment-days": 30})
    page = plain_browser.sign_in(ada).open("/charter/founding")
    assert "only the members change the charter" in page
    assert "pledge_payment_days" not in page.response.text
    assert "propose another value" in page
    assert page.click("To the charter").path == "/charter"
    assert "founding values" not in plain_browser.open("/charter").text.replace("since the founding", "")


def test_only_admins_set_them(ines, maya):
    for member in (ines, maya):
        with pytest.raises(Refused, match="administrators"):
            set_(member, {"pledge.payment-days": 30})


def test_what_the_members_decided_stays_theirs(ada):
    a_past_decision([an_elder(f"Elder{n} Voter") for n in range(5)], "pledge.payment-days", 20, ["yes"] * 5)
    with pytest.raises(RuleBroken, match="A decision or an emergency act"):
        set_(ada, {"pledge.payment-days": 30})


def test_what_the_members_are_deciding_on_waits_for_them(ada):
    a_decision(an_elder("Elder Voter"), "pledge.payment-days", 20)
    with pytest.raises(RuleBroken, match="members are deciding"):
        set_(ada, {"pledge.payment-days": 30})


def test_an_admin_sets_them_on_one_page(browser, ada):
    page = browser.sign_in(ada).open("/charter").click("set the founding values")
    page = page.submit("Set the founding values", pledge_payment_days="99", status=422)
    page = page.submit("Set the founding values", pledge_payment_days="30", royalty_basis_points="3,5")
    assert "These are the founding values now." in page
    assert (value("pledge.payment-days"), value("royalty.basis-points")) == (30, 350)


@pytest.mark.parametrize(("typed", "kept"), [("5", 500), ("3.5", 350), ("3,25 %", 325), ("0", 0)])
def test_a_share_is_typed_in_per_cent(typed, kept):
    form = value_form(RULES["royalty.basis-points"], _Sent({"value": [typed], "reason": ["Fair."]}))
    assert form.validate()
    assert form.value.data == kept


@pytest.mark.parametrize("typed", ["much", "", "3.555"])
def test_what_is_no_share_is_refused_in_words(typed):
    assert not value_form(RULES["royalty.basis-points"], _Sent({"value": [typed], "reason": ["Fair."]})).validate()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.key)
def test_each_form_of_the_charter_says_the_unit_it_takes(rule):
    said = value_form(rule).value.description
    unit = "per cent" if rule.unit.value in ("percent", "basis points") else rule.unit.value
    assert unit in said


class _Sent(dict):
    def getlist(self, name):
        return self[name]
