"""Builders for held votes: new accounts, rings made by the acts, and findings stored as rows."""

from datetime import timedelta

from ideas.ballots import casting
from ideas.holds.hold import Finding, Hold
from ideas.holds.reason import HoldReason, VoteKind
from ideas.rounds.round import Round
from ideas.supports import supporting
from ideas.supports.queries import concept_held
from kernel.clock import now
from kernel.database import db, transaction
from members.accounts.member import Member
from members.accounts.naming import folded
from members.accounts.origin import SignUpOrigin


def newcomers(number, network=None, ago=timedelta(days=10), apart=timedelta(hours=3), prefix="New"):
    """That many confirmed people who joined one after another, from one network if it is given."""
    begun = now() - ago
    names = [f"{prefix} {place}" for place in range(number)]
    people = [
        Member(
            name=name, name_folded=folded(name), created_at=begun + apart * place, confirmed_at=begun + apart * place
        )
        for place, name in enumerate(names)
    ]
    with transaction():
        db.session.add_all(people)
        db.session.flush()
        if network:
            db.session.add_all(SignUpOrigin(member_id=one.id, network=network, at=one.created_at) for one in people)
    return people


def backs(member, *concepts):
    """This member supports these concepts, one after another."""
    for concept in concepts:
        with transaction():
            supporting.support(member, concept_held(concept.id))


def votes(member, round, *concepts):
    """This member's ballot."""
    with transaction():
        casting.cast(member, db.session.get(Round, round.id), [concept.id for concept in concepts])


def a_finding(round, *members, kind=VoteKind.BALLOT, concept=None, days=2):
    """These members' votes are held as one finding. Returns it."""
    facts = {"concept": concept.id if concept else 0, "alike": len(members), "group": len(members), "others_percent": 4}
    with transaction():
        finding = Finding(round_id=round.id, kind=kind, reason=HoldReason.SHARED_NETWORK, facts=facts, found_at=now())
        db.session.add(finding)
        db.session.flush()
        until = now() + timedelta(days=days)
        plain = {"finding_id": finding.id, "round_id": round.id, "kind": kind, "held_at": now(), "answer_until": until}
        db.session.add_all(Hold(member_id=member.id, **plain) for member in members)
    return finding


def holds_in(finding):
    """Its holds, as they are stored now."""
    rows = db.session.query(Hold).filter_by(finding_id=finding.id).order_by(Hold.member_id)
    return rows.populate_existing().all()
