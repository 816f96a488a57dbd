"""Stewards are elected by their forum's members for a term; who is elected takes office at the count, once and for all
ending the time of the appointed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from governance.charter.values import value
from governance.elections.election import Election
from governance.elections.opening import Office, open_election
from governance.elections.queries import elected_in, newest_for
from governance.events import ElectionCounted
from governance.record.pseudonyms import pseudonym_of
from governance.record.recording import record
from ideas.forums.forum import Forum, ForumSteward
from ideas.forums.membership import active_members
from ideas.forums.policy import may_open_election
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify

OFFICE = "forum:"


def office_of(forum: Forum) -> str:
    """The forum's seats, as elections name them."""
    return f"{OFFICE}{forum.id}"


def election_takes() -> timedelta:
    """From the opening of an election to its close."""
    return timedelta(days=value("steward.nomination-days") + value("steward.voting-days"))


def open_stewards_election(actor: Member, forum: Forum) -> Election:
    """Open an election for the free seats of this forum. The stewards must be loaded."""
    lock(forum)
    require(may_open_election(actor, forum, free_seats(forum), now()))
    return _open(actor, forum)


def free_seats(forum: Forum) -> int:
    """The seats whose term will be over when an election opened now would close. The stewards must be loaded."""
    return max(0, value("steward.seats") - len(staying(forum)))


def staying(forum: Forum) -> list[ForumSteward]:
    """Elected stewards whose term goes beyond the close of an election opened now."""
    close = now() + election_takes()
    return [one for one in forum.stewards if one.until is not None and one.until > close]


def open_due() -> None:
    """Open an election for every forum where an elected term is about to run out, or has. A clock tick."""
    lead = election_takes()
    ending = select(ForumSteward.forum_id).where(ForumSteward.until <= now() + lead)
    forums = select(Forum).where(Forum.id.in_(ending)).options(selectinload(Forum.stewards)).order_by(Forum.id)
    for forum in db.session.scalars(forums).all():
        if _is_due(forum, lead):
            try:
                with db.session.begin_nested():
                    _open(None, forum)
            except RuleBroken:
                continue  # too few members by now: staff appoint, or open one later


def _is_due(forum: Forum, lead: timedelta) -> bool:
    """Whether nothing was opened since the last of the ending terms came near its end."""
    ends = max(one.until for one in forum.stewards if one.until is not None and one.until <= now() + lead)
    last = newest_for(office_of(forum))
    return free_seats(forum) > 0 and (last is None or (not last.is_open and last.opened_at < ends - lead))


def _open(actor: Member | None, forum: Forum) -> Election:
    seats = free_seats(forum)
    title = f"{'Steward' if seats == 1 else 'Stewards'} of {forum.name}"
    office = Office(office_of(forum), title, f"/forums/{forum.slug}", seats, value("steward.term-days"))
    return open_election(actor, office, active_members(forum), [one.member_id for one in staying(forum)])


def seat_elected(event: ElectionCounted) -> None:
    """Put the elected in office for their term; appointed stewards leave it, and rows of ended terms go."""
    if not event.office.startswith(OFFICE):
        return
    election = db.session.get_one(Election, event.election_id)
    forum = db.session.get_one(
        Forum,
        int(event.office.removeprefix(OFFICE)),
        options=[selectinload(Forum.stewards)],
        populate_existing=True,
    )
    elected = _fit_for_office(elected_in(election.id))
    if not elected:
        return
    at = now()
    forum.stewards = [one for one in forum.stewards if one.until is not None and one.until > at]
    db.session.flush()
    seated = {one.member_id for one in forum.stewards}
    for member_id in elected:
        if member_id not in seated:
            _seat(forum, election, member_id, at)
    db.session.flush()


def _fit_for_office(elected: Sequence[int]) -> list[int]:
    """Those elected who are still here and not suspended."""
    here = select(Member.id).where(Member.id.in_(elected), Member.left_at.is_(None), Member.suspended_at.is_(None))
    able = set(db.session.scalars(here))
    return [one for one in elected if one in able]


def _seat(forum: Forum, election: Election, member_id: int, at: datetime) -> None:
    until = at + timedelta(days=election.term_days)
    forum.stewards.append(ForumSteward(member_id=member_id, since=at, until=until, election_id=election.id))
    record(
        "steward.elected",
        f"forum:{forum.id}",
        words=f"A steward of {forum.name} was elected for {election.term_days} days.",
        url=election.path,
        steward=pseudonym_of(member_id),
        election=election.id,
        until=until.isoformat(),
    )
    notify(
        member_id,
        "decisions",
        f"steward:elected:{election.id}",
        f"You were elected steward of {forum.name}.",
        f"/forums/{forum.slug}",
    )
