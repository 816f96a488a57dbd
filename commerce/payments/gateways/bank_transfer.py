"""By bank transfer: the payer sends the amount with the pledge's reference, and staff record what arrived.

A due pledge is paid to the account that was in force when it became due, whatever is changed later.
"""

from __future__ import annotations

from commerce.payments.account import BankAccount, account_in_force
from commerce.payments.gateway import Instruction
from commerce.payments.payment import Method
from commerce.pledges.pledge import Pledge

method = Method.BANK_TRANSFER


def instruct(pledge: Pledge) -> Instruction | None:
    """Holder, account and reference for what is open; None when nothing is. Its campaign and settlement must be loaded."""
    settlement = pledge.campaign.settlement
    if settlement is None or pledge.open_minor == 0:
        return None
    account = account_in_force(settlement.settled_at)
    if account is None:
        return None
    return Instruction(method, pledge.open_minor, pledge.campaign.currency, lines_of(account, pledge.reference))


def lines_of(account: BankAccount, reference: str) -> tuple[tuple[str, str], ...]:
    """What a bank's form asks for, label by label."""
    bic = (("BIC", account.bic),) if account.bic else ()
    return (("Account holder", account.holder), ("IBAN", account.grouped_iban), *bic, ("Reference", reference))
