"""Co-authors are invited by name and decide themselves: nobody is put under a concept, or sent away from it, by another."""

from __future__ import annotations

from sqlalchemy import select

from governance.charter.values import value
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept
from ideas.concepts.policy import may_answer, may_invite, may_leave
from ideas.concepts.telling import tell_answered, tell_invited
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.accounts.naming import folded


def invite(member: Member, concept: Concept, name: str) -> CoAuthor:
    """Ask the member of this name to be co-author. Wants the concept from queries.concept_held. Raises RuleBroken on `name`."""
    require(may_invite(member, concept, now(), value("concept.co-authors")))
    guest = db.session.scalar(select(Member).where(Member.name_folded == folded(name)))
    if guest is None or not guest.is_active or not guest.is_confirmed:
        raise RuleBroken("There is no member of that name. Names are written as on their pages.", "name")
    if guest.id == concept.author_id:
        raise RuleBroken("They proposed this concept already.", "name")
    mate = next((mate for mate in concept.co_authors if mate.member_id == guest.id), None)
    if mate is not None and (mate.is_active or mate.is_waiting):
        raise RuleBroken(f"{guest.name} is invited already.", "name")
    if mate is None:
        mate = CoAuthor(concept_id=concept.id, member=guest, invited_by_id=member.id)
        db.session.add(mate)
    mate.invited_by_id, mate.invited_at = member.id, now()
    mate.accepted_at = mate.declined_at = mate.left_at = None
    db.session.flush()
    tell_invited(concept, mate, member)
    return mate


def accept(member: Member, invitation: CoAuthor) -> None:
    """Become co-author: named on the page, and free to revise."""
    require(may_answer(member, invitation))
    invitation.accepted_at = now()
    tell_answered(invitation, member, "accepted")


def decline(member: Member, invitation: CoAuthor) -> None:
    """Say no. Whoever invited may ask again."""
    require(may_answer(member, invitation))
    invitation.declined_at = now()
    tell_answered(invitation, member, "declined")


def leave(member: Member, mate: CoAuthor) -> None:
    """Stop being co-author."""
    require(may_leave(member, mate))
    mate.left_at = now()
