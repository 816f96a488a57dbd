"""Where pledges are paid to: no cookie alone moves it, no single admin does where there are two, nobody is told late, and
who was told an account keeps it.
"""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from commerce.campaigns.settlement import settle_due
from commerce.payments.account import BankAccount, waiting_account
from commerce.payments.gateways import bank_transfer
from commerce.payments.moving_account import cancel_account
from commerce.pledges.queries import pledge_by_reference
from governance.record.entry import RecordEntry
from kernel.clock import now, travel
from kernel.database import db, transaction
from kernel.policy import Refused
from members.accounts.granting import grant
from members.accounts.member import Role
from tests.browser import Browser
from tests.cast import PASSWORD, a_member, add
from tests.commerce.cast import IBAN, a_campaign, a_pledge, a_product, an_account
from tests.commerce.moving import OTHER, THEIRS, confirm, in_force, propose

DAY = timedelta(hours=24)


@pytest.fixture
def vera(app):
    """A second admin."""
    return a_member("Vera Lund", role=Role.ADMIN)


@pytest.fixture
def due(ines, omar, travel):
    """A pledge that is due, in the moment after the close."""
    campaign = a_campaign(ines, minimum_units=1)
    pledge = a_pledge(omar, campaign)
    travel(campaign.closes_at)
    with transaction():
        settle_due()
    return pledge.reference


def told(reference):
    db.session.expire_all()
    return dict(bank_transfer.instruct(pledge_by_reference(reference)).lines)["IBAN"].replace(" ", "")


def test_a_stolen_cookie_of_staff_cannot_touch_the_account(plain_browser, ines, due):
    plain_browser.sign_in(ines)
    page = plain_browser.open("/bank-account")
    assert "Only an administrator" in page
    assert 'name="iban"' not in page.response.text
    csrf = page.response.text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": csrf, **THEIRS}
    answer = plain_browser.client.post("/bank-account", data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
    assert told(due) == IBAN


def test_a_stolen_cookie_of_an_admin_is_asked_for_the_password(plain_browser, ada, due):
    plain_browser.sign_in(ada)
    with travel(timedelta(minutes=16)):
        page = plain_browser.open("/bank-account").submit("Propose this account", **THEIRS, status=401)
        page.prove("a guess of a thief", status=422)
        assert db.session.scalar(select(func.count(BankAccount.id))) == 1


def test_a_fresh_one_redirects_nothing_that_is_due_and_everybody_on_the_staff_is_told_at_once(
    browser, mailbox, ada, vera, ines, omar, due
):
    thief = browser.sign_in(ada)
    page = thief.open("/bank-account").submit("Propose this account", **THEIRS)
    assert "Waiting for a second administrator" in page
    assert "another administrator confirms it" in page
    for who in (ada, vera, ines):
        assert any("Ada Lindqvist proposed" in letter and "5432" in letter for letter in mailbox.words_to(who))
    assert not any("proposed" in letter for letter in mailbox.words_to(omar))
    account = waiting_account(now())
    with pytest.raises(Refused, match="another administrator"):
        confirm(ada, account)
    other = Browser(browser.app, htmx=browser.htmx).sign_in(vera)
    page = other.open("/bank-account").submit("Confirm this account")
    assert "Agreed, not yet in use" in page
    assert in_force() == IBAN
    assert told(due) == IBAN
    with travel(DAY + timedelta(seconds=5)):
        assert in_force() == OTHER
        assert told(due) == IBAN, "who was told an account keeps it"
    assert any("Vera Lund confirmed" in letter for letter in mailbox.words_to(ines))


def test_any_admin_stops_it_while_it_waits_and_nobody_once_it_is_in_force(plain_browser, mailbox, ada, vera, ines, due):
    account = propose(ada)
    confirm(vera, account)
    page = plain_browser.sign_in(ada).open("/bank-account").submit("Cancel this change")
    assert "Cancelled" in page
    assert any("Ada Lindqvist cancelled" in letter for letter in mailbox.words_to(ines))
    with travel(DAY * 2):
        assert in_force() == IBAN
        again = propose(vera)
        confirm(ada, again)
        with travel(DAY * 2), pytest.raises(Refused, match="propose the one before"), transaction():
            cancel_account(ada, db.session.get(BankAccount, again.id))


def test_the_only_admin_goes_on_alone_but_not_without_the_days_warning(mailbox, ada, ines, due):
    propose(ada)
    assert in_force() == IBAN
    assert any("UTC on pledges are paid" in letter for letter in mailbox.words_to(ines))
    with travel(DAY):
        assert in_force() == OTHER


def test_nothing_waits_while_no_campaign_is_open(ada, ines):
    propose(ada)
    assert in_force() == OTHER
    a_product(ines)
    assert waiting_account(now()) is None


def test_an_open_campaign_makes_a_change_wait(ada, ines):
    a_campaign(ines)
    propose(ada)
    assert in_force() == IBAN


def test_a_pledge_that_becomes_due_later_is_told_the_account_of_then(ada, ines, omar):
    campaign = a_campaign(ines, minimum_units=1)
    pledge = a_pledge(omar, campaign)
    propose(ada)
    with travel(campaign.closes_at):
        with transaction():
            settle_due()
        assert told(pledge.reference) == OTHER


def test_an_admin_made_for_just_this_is_no_second_voice(ada, vera, maya, due):
    with transaction():
        grant(ada, maya, Role.ADMIN)
    account = propose(ada)
    with pytest.raises(Refused, match="less than a day"):
        confirm(maya, account)
    with transaction():
        grant(vera, maya, Role.MEMBER)
    confirm(vera, account)


def test_one_change_waits_at_a_time(ada, vera, due):
    propose(ada)
    with pytest.raises(Refused, match="waiting already"):
        propose(vera)
    with pytest.raises(IntegrityError):
        add(BankAccount(holder="X", iban=OTHER, proposed_by_id=vera.id))


def test_the_database_keeps_what_was_proposed_and_who_confirmed_apart_from_who_proposed(ada, vera, due):
    account = propose(ada)
    for change in (f"confirmed_by_id = {ada.id}, state = 'agreed', in_force_from = proposed_at", "iban = 'DE00'"):
        with pytest.raises(DBAPIError), transaction() as session:
            session.execute(text(f"UPDATE bank_account SET {change} WHERE id = {account.id}"))
    with pytest.raises(IntegrityError):
        add(
            an_account(vera, iban=OTHER),
            BankAccount(holder="X", iban=OTHER, proposed_by_id=ada.id, in_force_from=now()),
        )


def test_the_public_record_tells_of_each_step_without_a_name_or_the_whole_number(ada, vera, due):
    account = propose(ada)
    confirm(vera, account)
    with transaction():
        cancel_account(vera, account)
    told = db.session.scalars(
        select(RecordEntry).where(RecordEntry.subject == "payments").order_by(RecordEntry.seq)
    ).all()
    assert [entry.kind for entry in told] == ["account.proposed", "account.set", "account.cancelled"]
    for entry in told:
        assert OTHER not in str(entry.payload)
        assert "Ada" not in str(entry.payload)
        assert "Vera" not in str(entry.payload)
        assert entry.payload["iban_ends"] == "5432"


@pytest.mark.parametrize(
    ("path", "button", "fields"),
    [
        ("/pledges/{pledge}/money", "Record the payment", {"amount": "53,90"}),
        ("/products/lamp-of-oak-2/launch", "Launch the campaign", {}),
    ],
)
def test_an_old_cookie_of_staff_moves_no_money_and_launches_nothing(plain_browser, ines, due, path, button, fields):
    a_product(ines)
    plain_browser.sign_in(ines)
    url = path.format(pledge=pledge_by_reference(due).id)
    with travel(timedelta(minutes=16)):
        page = plain_browser.open(url).submit(button, status=401, **fields)
        assert page.h1 == "Enter your password to continue"
        assert pledge_by_reference(due).received_minor == 0
        page = page.prove(PASSWORD)
        assert "recorded" in page or "Launched" in page


def test_an_old_cookie_of_staff_refunds_nothing(plain_browser, ines, due):
    plain_browser.sign_in(ines)
    url = f"/pledges/{pledge_by_reference(due).id}/money"
    plain_browser.open(url).submit("Record the payment", amount="53,90")
    with travel(timedelta(minutes=16)):
        asked = plain_browser.open(url).submit("Record the refund", amount="53,90", reason="Sorry.", status=401)
        db.session.expire_all()
        assert pledge_by_reference(due).refunded_minor == 0
        assert "The refund is recorded" in asked.prove(PASSWORD)
        db.session.expire_all()
        assert pledge_by_reference(due).refunded_minor == 5390
