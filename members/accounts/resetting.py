"""A forgotten password: the answer is the same whether the address is known or not; the letter's link works once."""

from __future__ import annotations

from sqlalchemy import select

from kernel.clock import now
from kernel.database import db, lock
from kernel.outbox import post
from kernel.rules import RuleBroken
from members.accounts.address import folded_address
from members.accounts.confirming import USED
from members.accounts.member import Member
from members.accounts.shutting_out import shut_out
from members.accounts.token import LIVES, AccountToken, Purpose, new_token, use, void_links


def ask_for_reset(email: str, back: str = "") -> None:
    """Send a link to this address if it is somebody's: looked up when the letter is due, so that nothing here depends on it."""
    token = new_token(None, Purpose.RESET, folded_address(email), back)
    post("letter.reset", key=f"reset:{token.id}", token_id=token.id)


def find_whose(token: AccountToken) -> Member | None:
    """Whose password the link may set; their older links to one stop working. None when nobody has the address."""
    held = select(Member).where(Member.email_folded == token.email, Member.left_at.is_(None))
    member: Member | None = db.session.scalar(held)
    if member is not None and member.email:
        void_links(member, Purpose.RESET)
        token.member, token.email, token.expires_at = member, member.email, now() + LIVES[Purpose.RESET]
    return member


def reset_password(token: AccountToken, secret: str) -> Member:
    """Set the new password; sessions and open links end. `secret` comes from new_secret(). Raises RuleBroken when used up."""
    member = token.member
    lock(member)
    if not use(token):
        raise RuleBroken(USED)
    member.password_hash = secret
    shut_out(member)
    tell_of_new_password(member)
    return member


def tell_of_new_password(member: Member) -> None:
    """A letter to the owner, who may not have been the one to change it."""
    at = now().isoformat()
    post("letter.password-changed", key=f"password-changed:{member.id}:{at}", member_id=member.id, at=at)
