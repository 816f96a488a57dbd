"""A forgotten password: the answer is the same whether the address is known or not; the letter's link works once."""

from __future__ import annotations

from sqlalchemy import select

from kernel import jobs
from kernel.clock import now
from kernel.database import after_commit, db, lock
from kernel.outbox import post
from kernel.rules import RuleBroken
from members.accounts.address import folded_address
from members.accounts.confirming import USED
from members.accounts.member import Member
from members.accounts.token import AccountToken, Purpose, issue, use
from members.sessions.opening import end_sessions_of


def ask_for_reset(email: str) -> None:
    """Send a link to this address if it is somebody's. Says nothing either way."""
    after_commit(jobs.wake)
    member: Member | None = db.session.scalar(select(Member).where(Member.email_folded == folded_address(email)))
    if member is None or member.email is None or member.has_left:
        return
    token = issue(member, Purpose.RESET, member.email)
    post("letter.reset", key=f"reset:{token.id}", token_id=token.id)


def reset_password(token: AccountToken, secret: str) -> Member:
    """Set the new password and end every session. `secret` comes from new_secret(). Raises RuleBroken when used up."""
    member = token.member
    lock(member)
    if not use(token):
        raise RuleBroken(USED)
    member.password_hash = secret
    end_sessions_of(member)
    tell_of_new_password(member)
    return member


def tell_of_new_password(member: Member) -> None:
    """A letter to the owner, who may not have been the one to change it."""
    at = now().isoformat()
    post("letter.password-changed", key=f"password-changed:{member.id}:{at}", member_id=member.id, at=at)
