"""The bank account that pledges are paid to. Setting it adds a row; the newest is in force, and launch needs one."""

from __future__ import annotations

import re

from sqlalchemy import select

from commerce.catalog.policy import may_keep_shop
from commerce.payments.payment import BankAccount
from governance.record.recording import record
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
HOLDER_MAX = 70


def account_in_force() -> BankAccount | None:
    """Where to pay now; None until staff have said so."""
    return db.session.scalar(select(BankAccount).order_by(BankAccount.id.desc()).limit(1))


def set_account(actor: Member, holder: str, iban: str, bic: str = "") -> BankAccount:
    """Have pledges paid here from now on; the change is on the public record. Raises Refused, RuleBroken on the field."""
    require(may_keep_shop(actor, now()))
    holder, iban, bic = holder.strip(), "".join(iban.split()).upper(), "".join(bic.split()).upper()
    if not 1 <= len(holder) <= HOLDER_MAX:
        raise RuleBroken(f"Say whose account it is, in at most {HOLDER_MAX} characters.", "holder")
    if not is_iban(iban):
        raise RuleBroken("This is not an IBAN: its check digits do not fit. Please compare it.", "iban")
    if bic and not BIC.fullmatch(bic):
        raise RuleBroken("A BIC has 8 or 11 letters and digits.", "bic")
    account = BankAccount(holder=holder, iban=iban, bic=bic, set_by_id=actor.id)
    db.session.add(account)
    db.session.flush()
    words = f"Pledges are paid to the account of {holder} that ends in {iban[-4:]}."
    record("account.set", "payments", actor=actor, words=words, holder=holder, iban_ends=iban[-4:])
    return account


def is_iban(iban: str) -> bool:
    """Whether the check digits fit: moved to the end and read as a number, it leaves 1 when divided by 97."""
    if not IBAN.fullmatch(iban):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1
