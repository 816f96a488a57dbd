"""Changing where pledges are paid to: proposed, confirmed by a second admin or, where none can, by the operator; never in
force while people pay without a day's warning to everybody on the staff. Whoever was told an account keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError

from commerce.campaigns.campaign import Campaign, Settlement
from commerce.payments.account import AccountState, BankAccount, is_iban, waiting_account
from commerce.payments.account_policy import (
    admins_of_the_week,
    may_cancel_account,
    may_confirm_account,
    may_propose_account,
    who_confirms,
)
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from governance.record.recording import record
from kernel.clock import now
from kernel.database import db, lock
from kernel.moments import moment_words
from kernel.policy import require
from kernel.rules import RuleBroken, refuse_all
from members.accounts.member import Member
from members.notices.noticing import notify
from members.notices.telling import tell_staff

BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
HOLDER_MAX = 70
WARNING = timedelta(hours=24)
PAGE = "/bank-account"
THE_OPERATOR = "The operator of this site"
FORMER = (
    "You were an administrator until a few days ago and cannot stop this any more. "
    "If it is not right, write to the operator of this site at once."
)


def propose_account(actor: Member, holder: str, iban: str, bic: str = "") -> BankAccount:
    """Ask to have pledges paid here: agreed at once where nobody else was an admin for a week.

    Raises Refused, RuleBroken on the field.
    """
    at = now()
    require(may_propose_account(actor, waiting_account(at)))
    holder, iban, bic = holder.strip(), "".join(iban.split()).upper(), "".join(bic.split()).upper()
    refuse_all(list(_faults(holder, iban, bic)))
    account = BankAccount(holder=holder, iban=iban, bic=bic, proposed_by_id=actor.id, proposed_at=at)
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError as error:
        raise RuleBroken("Another administrator proposed an account at this very moment. Look at it first.") from error
    if admins_of_the_week(actor.id, at):
        whose = "Another administrator has to confirm it."
        if not who_confirms(actor.id, at):
            whose = "No other administrator can confirm it now, so it waits for the operator of this site."
        _tell("account.proposed", account, actor, f"proposed to have pledges paid to {_named(account)}. {whose}")
    else:
        _agree(account, actor, at)
    return account


def confirm_account(actor: Member, account: BankAccount) -> None:
    """Be the second voice. Raises Refused."""
    lock(account)
    require(may_confirm_account(actor, account))
    _agree(account, actor, now(), confirmed_by_id=actor.id)


def confirm_by_operator(account: BankAccount) -> None:
    """Be the second voice where no admin can be. Raises RuleBroken."""
    lock(account)
    if account.state is not AccountState.PROPOSED:
        raise RuleBroken("This account is not waiting to be confirmed.")
    _agree(account, None, now())


def cancel_account(actor: Member, account: BankAccount) -> None:
    """Stop a change that is not in force. Raises Refused."""
    lock(account)
    require(may_cancel_account(actor, account, now()))
    account.state, account.cancelled_by_id = AccountState.CANCELLED, actor.id
    db.session.flush()
    _tell("account.cancelled", account, actor, f"cancelled the change to {_named(account)}.")


def people_are_paying() -> bool:
    """Whether a campaign is launched and not settled, or anybody has been told to pay and has not."""
    unsettled = exists().where(Settlement.campaign_id == Campaign.id)
    launched = select(Campaign.id).where(Campaign.launched_at.is_not(None), ~unsettled).limit(1)
    due = select(Pledge.id).where(Pledge.state == PledgeState.DUE).limit(1)
    return db.session.scalar(launched) is not None or db.session.scalar(due) is not None


def _agree(account: BankAccount, actor: Member | None, at: datetime, confirmed_by_id: int | None = None) -> None:
    waits = people_are_paying()
    account.confirmed_by_id = confirmed_by_id
    account.state, account.in_force_from = AccountState.AGREED, at + WARNING if waits else at
    db.session.flush()
    did = "changed the account" if actor and not confirmed_by_id else "confirmed another account"
    since = f"From {moment_words(account.in_force_from)} on" if waits else "From now on"
    kept = " Whoever has been told to pay already keeps the account they were given." if waits else ""
    words = f"{did}. {since} pledges are paid to {_named(account)}.{kept}"
    _tell("account.set", account, actor, words, in_force_from=account.in_force_from.isoformat())


def _tell(kind: str, account: BankAccount, actor: Member | None, did: str, **public: Any) -> None:
    """A line in the record, which names nobody, and a letter to the staff and to who was an admin within the week."""
    said = f"{'An administrator' if actor else THE_OPERATOR} {did}"
    record(kind, "payments", actor=actor, words=said, holder=account.holder, iban_ends=account.iban[-4:], **public)
    told, key = f"{actor.name if actor else THE_OPERATOR} {did}", f"{kind}:{account.id}"
    stopped = kind == "account.cancelled"
    tell_staff(key, told if stopped else f"{told} If you do not know why, ask an administrator at once.", PAGE)
    for former in admins_of_the_week(account.proposed_by_id, now()):
        if not former.is_admin:
            notify(
                former.id, "account", f"{key}:former", told if stopped else f"{told} {FORMER}", f"/members/{former.id}"
            )


def _named(account: BankAccount) -> str:
    return f"the account of {account.holder} that ends in {account.iban[-4:]}"


def _faults(holder: str, iban: str, bic: str) -> Iterator[RuleBroken]:
    if not 1 <= len(holder) <= HOLDER_MAX:
        yield RuleBroken(f"Say whose account it is, in at most {HOLDER_MAX} characters.", "holder")
    if not is_iban(iban):
        yield RuleBroken("This is not an IBAN: its check digits do not fit. Please compare it.", "iban")
    if bic and not BIC.fullmatch(bic):
        yield RuleBroken("A BIC has 8 or 11 letters and digits.", "bic")
