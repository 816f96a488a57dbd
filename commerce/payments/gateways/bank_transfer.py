"""By bank transfer: the payer sends the amount with the pledge's reference, and staff record what arrived."""

from __future__ import annotations

from commerce.payments.account import account_in_force
from commerce.payments.gateway import Instruction
from commerce.payments.payment import Method
from commerce.pledges.pledge import Pledge

method = Method.BANK_TRANSFER


def instruct(pledge: Pledge) -> Instruction | None:
    """Holder, account and reference for what is open; None when nothing is. The pledge's campaign must be loaded."""
    account = account_in_force()
    if account is None or pledge.open_minor == 0:
        return None
    grouped = " ".join(account.iban[i : i + 4] for i in range(0, len(account.iban), 4))
    lines = [("Account holder", account.holder), ("IBAN", grouped)]
    if account.bic:
        lines.append(("BIC", account.bic))
    lines.append(("Reference", pledge.reference))
    return Instruction(method, pledge.open_minor, pledge.campaign.currency, tuple(lines))
