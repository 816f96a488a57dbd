"""Only admins change where money goes: one proposes, another confirms, and any of them can stop it.

An admin goes on alone only where nobody else was an admin for a week: so nobody makes themselves the only one for just this.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from commerce.payments.account import AccountState, BankAccount
from ideas.forums.policy import standing as good_standing
from kernel.database import db
from kernel.policy import Verdict, refused
from members.accounts.member import Member, Role
from members.accounts.standing import RoleGrant

SETTLED_IN = timedelta(days=1)  # who was made admin a moment ago may have been made one for just this
ALONE_SINCE = timedelta(days=7)  # and who was dismissed or suspended since then, may have been for just this


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
        return refused("Your role was changed less than a day before this was proposed, or after it.")
    return able


def may_cancel_account(member: Member | None, account: BankAccount, at: datetime) -> Verdict:
    """Whether they may stop it: any admin, until it is in force."""
    able = _is_admin(member)
    if able and not account.waits(at):
        return refused("This account does not wait any more. To go back, propose the one before.")
    return able


def who_confirms(proposer_id: int, at: datetime) -> list[int]:
    """The other admins in good standing, but for those whom another member made one within the day before or since."""
    lately = select(RoleGrant.id).where(
        RoleGrant.member_id == Member.id, RoleGrant.at > at - SETTLED_IN, RoleGrant.by_id.is_not(None)
    )
    others = select(Member.id).where(
        Member.role == Role.ADMIN,
        Member.id != proposer_id,
        Member.suspended_at.is_(None),
        Member.left_at.is_(None),
        ~lately.exists(),
    )
    return list(db.session.scalars(others))


def admins_of_the_week(but: int, at: datetime) -> list[Member]:
    """All others who are admins or were within the week before, whatever was done to them since: until then nobody is alone."""
    began = at - ALONE_SINCE
    changed = select(RoleGrant.id).where(
        RoleGrant.member_id == Member.id,
        RoleGrant.at > began,
        or_(RoleGrant.role == Role.ADMIN, RoleGrant.was == Role.ADMIN),
    )
    here = or_(Member.suspended_at.is_(None), Member.suspended_at > began)
    here &= or_(Member.left_at.is_(None), Member.left_at > began)
    others = select(Member).where(Member.id != but, or_((Member.role == Role.ADMIN) & here, changed.exists()))
    return list(db.session.scalars(others.order_by(Member.id)))


def _is_admin(member: Member | None) -> Verdict:
    able = good_standing(member)
    if member is None or not able:
        return able
    return able if member.is_admin else refused("Only an administrator changes where pledges are paid to.")
