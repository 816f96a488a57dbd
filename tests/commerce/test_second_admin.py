"""An admin who puts the others aside, or makes an admin of their own, still moves the account only with a second voice."""

from datetime import timedelta

import pytest

from commerce.payments.account import AccountState, BankAccount
from commerce.payments.moving_account import cancel_account
from kernel.clock import travel
from kernel.database import db, transaction
from kernel.policy import Refused
from members.accounts.granting import grant
from members.accounts.member import Role
from members.accounts.suspending import suspend
from tests.cast import a_member
from tests.commerce.cast import IBAN, a_campaign
from tests.commerce.moving import OTHER, confirm, in_force, propose

DAY = timedelta(days=1)


@pytest.fixture
def vera(app):
    """A second admin; the thief has her session and her password."""
    return a_member("Vera Lund", role=Role.ADMIN)


def appoint(actor, member, role):
    with transaction():
        grant(actor, member, role)


def dismissed(ada, vera):
    appoint(vera, ada, Role.STAFF)


def suspended(ada, vera):
    with transaction():
        suspend(vera, ada, "She would have noticed.")


def dismissed_and_appointed_again(ada, vera):
    appoint(vera, ada, Role.MEMBER)
    appoint(vera, ada, Role.ADMIN)


@pytest.mark.parametrize(
    ("put_aside", "later"),
    [(dismissed, DAY * 6), (suspended, DAY * 6), (dismissed_and_appointed_again, DAY / 2)],
)
def test_an_admin_who_puts_the_other_aside_first_is_not_alone_for_a_week(mailbox, ada, vera, ines, put_aside, later):
    put_aside(ada, vera)
    with travel(later):
        account = propose(vera)
        assert account.state is AccountState.PROPOSED
        db.session.refresh(ada)
        with pytest.raises(Refused):
            confirm(ada, account)
        if not ada.is_admin:
            assert any("write to the operator" in letter and "5432" in letter for letter in mailbox.words_to(ada))
        assert any("Vera Lund proposed" in letter for letter in mailbox.words_to(ines))
    with travel(timedelta(days=8)):
        with transaction():
            cancel_account(vera, db.session.get(BankAccount, account.id))
        alone = propose(vera)
        assert alone.state is (AccountState.PROPOSED if ada.is_admin else AccountState.AGREED)


def test_a_second_admin_from_today_is_waited_for_and_counts_when_the_operator_appointed_them(ada, maya, omar):
    appoint(None, maya, Role.ADMIN)
    appoint(ada, omar, Role.ADMIN)
    account = propose(ada)
    assert account.state is AccountState.PROPOSED
    with pytest.raises(Refused, match="less than a day"):
        confirm(omar, account)
    confirm(maya, account)
    assert account.state is AccountState.AGREED


def test_the_operator_confirms_where_no_admin_can_and_names_the_account_to_do_so(app, mailbox, ada, vera, ines):
    a_campaign(ines)
    dismissed(ada, vera)
    account = propose(vera)
    assert any("waits for the operator" in letter for letter in mailbox.words_to(ines))
    command = app.test_cli_runner().invoke
    assert command(args=["bank-account", "confirm", IBAN]).exit_code == 1
    db.session.refresh(account)
    assert account.state is AccountState.PROPOSED
    said = command(args=["bank-account", "confirm", OTHER])
    assert said.exit_code == 0, said.output
    assert command(args=["bank-account", "confirm", OTHER]).exit_code == 1
    assert in_force() == IBAN
    assert any("operator of this site confirmed" in " ".join(letter.split()) for letter in mailbox.words_to(ines))
    with travel(DAY + timedelta(seconds=5)):
        assert in_force() == OTHER
