"""Joining by the rule: an invitation always lets in; without one it must be an open site, or an address of its domains.

The operator's accounts, from the command line, and people whom an import brings in are asked nothing here.
"""

from __future__ import annotations

from sqlalchemy import update

from kernel.clock import now
from kernel.database import db, rows_changed
from kernel.rules import RuleBroken
from members.accounts.address import fit_address, folded_address
from members.accounts.member import Member
from members.accounts.signing_up import sign_up
from members.joining.queries import invitation_of, rule_in_force
from members.joining.rule import Invitation, InvitationUse, JoiningRule, Way

BY_INVITATION = "Joining is by invitation here. Ask who runs this site for a link."
SPENT = "This invitation has expired, was withdrawn or has been used up. Ask for another."


def join(name: str, email: str, secret: str, zone: str = "", back: str = "", code: str = "") -> Member:
    """A new, unconfirmed member, if the rule or an invitation lets them in. Raises RuleBroken."""
    invitation = invitation_of(code) if code else None
    if invitation is None:
        require_address(email)
    member = sign_up(name, email, secret, zone, back)
    if invitation is not None:
        _spend(invitation, member)
    return member


def refusal(rule: JoiningRule, email: str) -> str:
    """Why this address does not let somebody in, in words; "" when it does."""
    if rule.way is Way.INVITATION:
        return BY_INVITATION
    if rule.way is Way.DOMAIN and folded_address(email).rpartition("@")[2] not in rule.domains.split():
        return f"Joining is for people with an e-mail address at {domain_words(rule)}."
    return ""


def require_address(email: str) -> None:
    """Raise RuleBroken unless the rule lets this address in without an invitation."""
    if words := refusal(rule_in_force(), fit_address(email)):
        raise RuleBroken(words, "email")


def require_corrected(member: Member, email: str) -> None:
    """The same for an address given in place of a mistyped one: it is not a way around the domains. Raises RuleBroken."""
    rule = rule_in_force()
    if rule.way is Way.DOMAIN and db.session.get(InvitationUse, member.id) is None:
        require_address(email)


def domain_words(rule: JoiningRule) -> str:
    """Its domains: "osier.example or ash.example"."""
    return " or ".join(rule.domains.split())


def _spend(invitation: Invitation, member: Member) -> None:
    living = (Invitation.revoked_at.is_(None), Invitation.used < Invitation.uses, Invitation.expires_at > now())
    spent = update(Invitation).where(Invitation.id == invitation.id, *living).values(used=Invitation.used + 1)
    if not rows_changed(db.session.execute(spent)):
        raise RuleBroken(SPENT)
    db.session.add(InvitationUse(member_id=member.id, invitation_id=invitation.id))
