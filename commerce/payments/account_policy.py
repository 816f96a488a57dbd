"""Only admins change where money goes: one proposes, another confirms where there is another, and any of them can stop it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from commerce.payments.account import AccountState, BankAccount
from ideas.forums.policy import standing as good_standing
from kernel.database import db
from kernel.policy import Verdict, refused
from members.accounts.member import Member, Role
from members.accounts.standing import RoleGrant

SETTLED_IN = timedelta(days=1)  # who was made admin a moment ago may have been made one for just this


def may_propose_account(member: Member | None, waiting: BankAccount | None) -> Verdict:
    """Whether they may propose another account; `waiting` is what waiting_account() found."""
    able = _is_admin(member)
    if able and waiting is not None:
        return refused("A change is waiting already. Confirm or cancel it first.")
    return able


def may_confirm_account(member: Member | None, account: BankAccount) -> Verdict:
    """Whether theirs is the second voice for this proposal."""
    able = _is_admin(member)
    if member is None or not able:
        return able
    if account.state is not AccountState.PROPOSED:
        return refused("This account does not wait to be confirmed.")
    if member.id == account.proposed_by_id:
        return refused("You proposed it: another administrator confirms it.")
    if member.id not in who_confirms(account.proposed_by_id, account.proposed_at):
        return refused("You were made an administrator less than a day before this was proposed, or after it.")
    return able


def may_cancel_account(member: Member | None, account: BankAccount, at: datetime) -> Verdict:
    """Whether they may stop it: any admin, until it is in force."""
    able = _is_admin(member)
    if able and not account.waits(at):
        return refused("This account does not wait any more. To go back, propose the one before.")
    return able


def who_confirms(proposer_id: int, at: datetime) -> list[int]:
    """The other admins in good standing, but for those who became one within the day before."""
    lately = select(RoleGrant.id).where(RoleGrant.member_id == Member.id, RoleGrant.at > at - SETTLED_IN)
    others = select(Member.id).where(
        Member.role == Role.ADMIN,
        Member.id != proposer_id,
        Member.suspended_at.is_(None),
        Member.left_at.is_(None),
        ~lately.exists(),
    )
    return list(db.session.scalars(others))


def _is_admin(member: Member | None) -> Verdict:
    able = good_standing(member)
    if member is None or not able:
        return able
    return able if member.is_admin else refused("Only an administrator changes where pledges are paid to.")
