"""Deciding who may join: administrators choose the rule, which is told and recorded; staff make invitations and end them."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from kernel.clock import now
from kernel.database import db, lock
from kernel.events import publish
from kernel.policy import ALLOWED, Verdict, refused, require
from kernel.rules import RuleBroken
from members.accounts.address import folded_address
from members.accounts.member import Member
from members.events import JoiningRuleChosen
from members.joining.queries import rule_in_force
from members.joining.rule import MOST_DAYS, MOST_USES, Invitation, JoiningRule, Way
from members.notices.telling import tell_staff

WHY_LENGTH, NOTE_LENGTH, MOST_DOMAINS = 300, 120, 20
WORDS = {
    Way.OPEN: "everybody",
    Way.INVITATION: "people with an invitation",
    Way.DOMAIN: "people of some e-mail domains",
}
DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def may_choose(actor: Member | None) -> Verdict:
    """Administrators decide who may join."""
    return ALLOWED if actor is not None and actor.is_admin else refused("Only an administrator decides who may join.")


def may_invite(actor: Member | None) -> Verdict:
    """Staff invite."""
    return ALLOWED if actor is not None and actor.is_staff else refused("Invitations are made by the brand's staff.")


def choose(actor: Member, way: Way, domains: str, why: str) -> JoiningRule:
    """Let these people join from now on; who is a member already stays one. Raises RuleBroken, Refused."""
    require(may_choose(actor))
    named = " ".join(fit_domains(domains)) if way is Way.DOMAIN else ""
    if len(why) > WHY_LENGTH:
        raise RuleBroken(f"Say why in {WHY_LENGTH} characters at most.", "why")
    was = rule_in_force()
    if (was.way, was.domains, was.why) == (way, named, why):
        return was
    rule = JoiningRule(way=way, domains=named, why=why, by_id=actor.id, at=now())
    db.session.add(rule)
    db.session.flush()
    publish(JoiningRuleChosen(rule.id))
    words = f"{actor.name} decided who may join: {WORDS[way]}{f' ({named})' if named else ''}."
    tell_staff(f"joining:{rule.id}", words, "/desk/joining")
    return rule


def fit_domains(typed: str) -> list[str]:
    """The domains as addresses are compared, each once. Raises RuleBroken."""
    words = [word.removeprefix("@") for word in typed.lower().replace(",", " ").split()]
    named = list(dict.fromkeys(folded_address(f"a@{word}").partition("@")[2] for word in words))
    wrong = next((word for word in named if not DOMAIN.fullmatch(word)), None)
    if wrong is not None:
        raise RuleBroken(f"“{wrong[:60]}” is not a domain, such as osier.example.", "domains")
    if not 1 <= len(named) <= MOST_DOMAINS:
        raise RuleBroken(f"Name at least one domain, and {MOST_DOMAINS} at most.", "domains")
    return named


def invite(actor: Member, note: str, uses: int, days: int) -> Invitation:
    """A link that lets so many people join within so many days. Raises RuleBroken, Refused."""
    require(may_invite(actor))
    if not 1 <= uses <= MOST_USES:
        raise RuleBroken(f"From 1 to {MOST_USES} people.", "uses")
    if not 1 <= days <= MOST_DAYS:
        raise RuleBroken(f"From 1 to {MOST_DAYS} days.", "days")
    if not 0 < len(note.strip()) <= NOTE_LENGTH:
        raise RuleBroken(f"Say whom it is for, in {NOTE_LENGTH} characters at most.", "note")
    ends = now() + timedelta(days=days)
    row = Invitation(
        note=note.strip(), nonce=secrets.token_urlsafe(24), uses=uses, used=0, expires_at=ends, by_id=actor.id
    )
    db.session.add(row)
    db.session.flush()
    return row


def revoke(actor: Member, invitation: Invitation) -> None:
    """End it at once; who came by it stays. Again changes nothing. Raises Refused."""
    require(may_invite(actor))
    lock(invitation)
    if invitation.revoked_at is None:
        invitation.revoked_at, invitation.revoked_by_id = now(), actor.id
