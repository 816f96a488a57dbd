"""Moving the account that pledges are paid to, as administrators do it."""

from commerce.payments.account import account_in_force
from commerce.payments.moving_account import confirm_account, propose_account
from kernel.clock import now
from kernel.database import db, transaction

OTHER = "GB82WEST12345698765432"
THEIRS = {"holder": "Commonmade GmbH", "iban": OTHER}


def propose(actor):
    with transaction():
        return propose_account(actor, THEIRS["holder"], OTHER)


def confirm(actor, account):
    with transaction():
        confirm_account(actor, account)


def in_force():
    db.session.expire_all()
    found = account_in_force(now())
    return found.iban if found else None
