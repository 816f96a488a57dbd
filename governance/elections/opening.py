"""Opening an election: its roll is frozen and its seed promised in the record before anybody can stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, insert, literal, select, true

from governance.charter.values import value
from governance.elections.election import Election, ElectionRoll
from governance.elections.telling import tell
from governance.record.recording import record, take_turn
from kernel.clock import now
from kernel.database import db
from kernel.rules import RuleBroken
from members.accounts.member import Member


@dataclass(frozen=True, slots=True)
class Office:
    """What is filled: a stable name, the same in words, the page of it, how many seats, and for how many days."""

    name: str
    title: str
    url: str
    seats: int
    term_days: int


def open_election(actor: Member | None, office: Office, roll: Select[Any], barred: Collection[int] = ()) -> Election:
    """Open it to the members that `roll` selects by id, of whom `barred` may vote but not stand.

    Whoever calls has required that the actor may; None is the clock. Raises RuleBroken when one is open already or the
    roll is shorter than the charter asks.
    """
    take_turn()
    if open_for(office.name) is not None:
        raise RuleBroken("An election to this office is open already. Take part in it.")
    at = now()
    voting_at = at + timedelta(days=value("steward.nomination-days"))
    election = Election(office=office.name, title=office.title, office_url=office.url, opened_at=at)
    election.seats, election.term_days, election.opened_by = office.seats, office.term_days, actor.id if actor else None
    election.voting_at, election.closes_at = voting_at, voting_at + timedelta(days=value("steward.voting-days"))
    db.session.add(election)
    db.session.flush()
    election.electorate = _freeze(election, roll, barred)
    least = value("steward.fewest-voters")
    if election.electorate < least:
        raise RuleBroken(f"An election needs {least} members who were active here; there are {election.electorate}.")
    _record(actor, election)
    tell(election.id, "opened")
    return election


def open_for(office: str) -> Election | None:
    """The open election to this office."""
    found: Election | None = db.session.scalar(select(Election).where(Election.office == office, Election.is_open))
    return found


def _freeze(election: Election, roll: Select[Any], barred: Collection[int]) -> int:
    """Write the roll in one statement, however long it is; returns how many are on it."""
    ids = roll.distinct().subquery()
    able = ids.c[0].not_in(sorted(barred)) if barred else true()
    rows = select(literal(election.id), ids.c[0], able)
    db.session.execute(insert(ElectionRoll).from_select(["election_id", "member_id", "may_stand"], rows))
    written = select(func.count()).select_from(ElectionRoll).where(ElectionRoll.election_id == election.id)
    return db.session.scalar(written) or 0


def _record(actor: Member | None, election: Election) -> None:
    seats = "1 seat" if election.seats == 1 else f"{election.seats} seats"
    record(
        "election.opened",
        f"election:{election.id}",
        actor=actor,
        words=f"An election was opened: {election.title}, {seats}, {election.electorate} members on the roll.",
        url=election.path,
        office=election.office,
        seats=election.seats,
        term_days=election.term_days,
        electorate=election.electorate,
        seed_commitment=election.seed_commitment,
    )
