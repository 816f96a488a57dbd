"""Money by hand and from the bank's file: each line once, never more back than came in, sums that tie."""

from datetime import date, timedelta

import pytest
from flask import current_app
from sqlalchemy import func, select

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.settlement import settle_due
from commerce.payments.account import is_iban
from commerce.payments.collecting import lapse, record_payment
from commerce.payments.gateways import bank_transfer
from commerce.payments.importing import confirm, forget_sources, keep_statement, preview
from commerce.payments.matching import Finding
from commerce.payments.moving_account import propose_account
from commerce.payments.payment import BankStatement, Payment
from commerce.payments.refunding import record_refund
from commerce.pledges.queries import pledge_by_reference
from commerce.pledges.states import PledgeState
from kernel.clock import now, travel
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.browser import Browser
from tests.commerce.cast import a_campaign, a_pledge, closed


@pytest.fixture
def due(ines, omar, travel):
    """A due pledge of 53.90, in the hour after the close."""
    campaign = a_campaign(ines, minimum_units=1)
    pledge = a_pledge(omar, campaign)
    travel(campaign.closes_at)
    with transaction():
        settle_due()
    return again(pledge)


def again(pledge):
    db.session.expire_all()
    return pledge_by_reference(pledge.reference)


def today():
    return now().date()


def pay(staff, pledge, minor):
    with transaction():
        record_payment(staff, pledge, minor, today())
    return again(pledge)


def refund(staff, pledge, minor):
    with transaction():
        record_refund(staff, pledge, minor, today(), "You asked for it.")
    return again(pledge)


def sums(pledge):
    campaign = db.session.get(Campaign, pledge.campaign_id)
    return campaign.collected_minor, campaign.refunded_minor


def test_the_whole_price_makes_a_pledge_paid(ines, due):
    pledge = pay(ines, due, 5390)
    assert (pledge.state, pledge.open_minor, pledge.surplus_minor) == (PledgeState.PAID, 0, 0)
    assert sums(pledge) == (5390, 0)


def test_a_part_stays_open_and_the_rest_completes_it(ines, due):
    pledge = pay(ines, due, 5000)
    assert (pledge.state, pledge.open_minor) == (PledgeState.DUE, 390)
    assert pay(ines, pledge, 390).state is PledgeState.PAID


def test_more_than_the_price_shows_a_surplus_that_can_go_back(ines, due):
    pledge = pay(ines, due, 6000)
    assert (pledge.state, pledge.surplus_minor) == (PledgeState.PAID, 610)
    pledge = refund(ines, pledge, 610)
    assert (pledge.state, pledge.surplus_minor) == (PledgeState.PAID, 0)
    assert sums(pledge) == (6000, 610)


def test_never_more_goes_back_than_came_in(ines, due):
    pledge = pay(ines, due, 5390)
    pledge = refund(ines, pledge, 5000)
    with pytest.raises(RuleBroken, match="at most"):
        refund(ines, pledge, 391)
    pledge = refund(ines, again(pledge), 390)
    assert pledge.state is PledgeState.REFUNDED
    with pytest.raises(Refused):
        refund(ines, pledge, 1)
    with pytest.raises(Refused, match="Send the money back"):
        pay(ines, again(pledge), 100)


def test_money_is_only_recorded_by_staff_and_not_for_their_own_pledge(ines, ada, omar, maya, due):
    for who in (omar, maya):
        with pytest.raises(Refused):
            pay(who, again(due), 100)
    campaign = a_campaign(ines, name="Stool", minimum_units=1)
    own = a_pledge(ada, campaign)
    with travel(campaign.closes_at):
        with transaction():
            settle_due()
        with pytest.raises(Refused, match="your own pledge"):
            pay(ada, again(own), 100)


@pytest.mark.parametrize("minor", [0, -5])
def test_an_amount_is_more_than_nothing(ines, due, minor):
    with pytest.raises(RuleBroken) as broken:
        pay(ines, due, minor)
    assert broken.value.field == "amount"


def test_nothing_is_recorded_before_the_settlement_or_after_a_miss(ines, omar):
    campaign = a_campaign(ines, minimum_units=5)
    pledge = a_pledge(omar, campaign)
    with pytest.raises(Refused, match="not due"):
        pay(ines, again(pledge), 5390)
    with closed(campaign):
        with transaction():
            settle_due()
        with pytest.raises(Refused, match="released"):
            pay(ines, again(pledge), 5390)
    assert sums(again(pledge)) == (0, 0)


def test_an_unpaid_pledge_lapses_only_after_its_day(ines, due):
    with pytest.raises(Refused, match="until its day"), transaction():
        lapse(ines, due)
    with travel(again(due).pay_by):
        with transaction():
            lapse(ines, again(due))
        assert again(due).state is PledgeState.LAPSED


def booked():
    return db.session.scalar(select(func.count(Payment.id)))


def test_a_statement_is_previewed_confirmed_once_and_never_booked_again(ines, due):
    source = f"date;amount;reference\n{today()};53,90;{due.reference.lower()}\n{today()};1,00;who knows"
    for _ in range(2):
        with transaction():
            statement = keep_statement(ines, source)
        shown = preview(ines, statement)
        first = booked() == 0
        assert len(shown.found(Finding.MATCHED)) == (1 if first else 0)
        assert len(shown.found(Finding.DUPLICATE)) == (0 if first else 1)
        assert len(shown.found(Finding.UNMATCHED)) == 1
        for _ in range(2):
            with transaction():
                confirm(ines, db.session.get(BankStatement, statement.id))
        db.session.expire_all()
        assert db.session.get(BankStatement, statement.id).booked == (1 if first else 0)
    assert booked() == 1
    assert again(due).state is PledgeState.PAID
    assert sums(due) == (5390, 0)


def test_a_payment_noted_by_hand_is_booked_from_the_bank_only_when_ticked(ines, due):
    with transaction():
        record_payment(ines, due, 5390, today())
        statement = keep_statement(ines, f"date;amount;reference\n{today()};53,90;SVWZ+{due.reference}")
    (doubled,) = preview(ines, statement).found(Finding.LOOKS_BOOKED)
    with transaction():
        assert confirm(ines, statement).booked == 0
        again_kept = keep_statement(ines, f"date;amount;reference\n{today()};53,90;SVWZ+{due.reference}")
    with transaction():
        assert confirm(ines, again_kept, {doubled.line.digest}).booked == 1
    db.session.expire_all()
    assert sums(due) == (10780, 0)


def test_a_statements_lines_outlive_its_file(ines, due):
    rows = f"{today()};53,90;{due.reference};Omar Haddad\n{today()};x;y;z"
    with transaction():
        statement = keep_statement(ines, f"date;amount;reference;payer\n{rows}")
        statement.source = ""
    good, bad = preview(ines, statement).matches
    assert (good.finding, good.line.payer) == (Finding.MATCHED, "Omar Haddad")
    assert (bad.finding, "not an amount" in bad.words) == (Finding.UNREADABLE, True)


def test_the_database_refuses_the_same_bank_line_twice(ines, due):
    from sqlalchemy.exc import IntegrityError

    with transaction():
        record_payment(ines, due, 100, today(), line_digest="a" * 64)
    with pytest.raises(IntegrityError), transaction():
        record_payment(ines, due, 100, today(), line_digest="a" * 64)
    assert booked() == 1


def test_what_is_no_statement_lands_on_its_field(ines):
    with pytest.raises(RuleBroken) as broken, transaction():
        keep_statement(ines, "hello")
    assert broken.value.field == "source"


def test_the_gateway_says_how_to_pay_what_is_open(ines, due):
    told = bank_transfer.instruct(due)
    assert told.amount_minor == 5390
    assert dict(told.lines)["Reference"] == due.reference
    assert dict(told.lines)["IBAN"] == "DE89 3704 0044 0532 0130 00"
    assert bank_transfer.instruct(pay(ines, due, 5390)) is None


def test_an_account_needs_an_iban_whose_check_digits_fit(ada):
    assert is_iban("DE89370400440532013000")
    assert not is_iban("DE89370400440532013001")
    with pytest.raises(RuleBroken) as broken, transaction():
        propose_account(ada, "Somebody", "DE00 1234")
    assert broken.value.field == "iban"


def test_a_future_day_is_refused(ines, due):
    with pytest.raises(RuleBroken), transaction():
        record_payment(ines, due, 100, date(2999, 1, 1))


def test_the_text_of_a_statement_goes_after_ninety_days_and_its_lines_stay_but_strangers(ines, due, travel):
    with transaction():
        booked_one = keep_statement(ines, f"date;amount;reference\n{today()};53,90;{due.reference}")
        confirm(ines, booked_one)
        rows = f"{today()};1,00;who knows\n{today()};-900,00;rent\n{today()};-1,00;back {due.reference}"
        left = keep_statement(ines, f"date;amount;reference\n{rows}")
    travel(timedelta(days=89))
    with transaction():
        forget_sources()
    assert preview(ines, again_statement(left)).matches
    travel(timedelta(days=2))
    with transaction():
        forget_sources()
    assert [again_statement(one).source for one in (booked_one, left)] == ["", ""]
    assert (booked(), sums(due)) == (1, (5390, 0))
    findings = [Finding.UNMATCHED, Finding.CAME_BACK]
    assert [one.finding for one in preview(ines, again_statement(left)).matches] == findings
    page = Browser(current_app).sign_in(ines).open(f"/bank-statements/{left.id}")
    assert "who knows" in page
    assert "rent" not in page.text.split("Nothing is booked yet")[1]


def again_statement(statement):
    db.session.expire_all()
    return db.session.get(BankStatement, statement.id)
