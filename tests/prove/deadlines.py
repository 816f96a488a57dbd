"""Voters who send within a twentieth of a second of a deadline, from one side of it to the other; and some who wait for a
lock while it passes.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event

from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, lock, transaction
from tests.prove.served_twice import at_once

SPREAD = 0.05
AHEAD = timedelta(seconds=1)
BLOCKED = 6


@dataclass(frozen=True)
class Try:
    """One vote at the deadline: when it was sent, when its answer came, and whether it was acknowledged."""

    sent: datetime
    done: bool
    told: datetime


def ends_soon(round, *moments):
    """Move these moments of the round to a second from now; returns that moment."""
    with transaction():
        held = db.session.get(Round, round.id)
        deadline = now() + AHEAD
        for name in moments:
            setattr(held, name, deadline)
    return deadline


def until(moment):
    """Come back at that moment."""
    Event().wait(max(0, (moment - datetime.now(UTC)).total_seconds()))


def tried(send, member, at=None):
    """Send this member's vote, at that moment if one is given."""
    if at is not None:
        until(at)
    sent = datetime.now(UTC)
    answer = send(member)
    assert answer.status in (303, 403), (member, answer)
    return Try(sent, answer.done, datetime.now(UTC))


def wave(members, deadline, send):
    """Each sends at a moment of their own, evenly from a twentieth of a second before the deadline to as long after it.

    Returns {member: their try}.
    """
    step = 2 * SPREAD / (len(members) - 1)
    moments = [deadline + timedelta(seconds=place * step - SPREAD) for place in range(len(members))]
    sendings = [partial(tried, send, member, at) for member, at in zip(members, moments, strict=True)]
    return dict(zip(members, at_once(len(members), sendings), strict=True))


def blocked(round, members, deadline, send):
    """They send in time, but the round is held until the deadline has passed. Returns {member: their try}."""
    with ThreadPoolExecutor(len(members)) as crew:
        with transaction():
            lock(db.session.get(Round, round.id))
            sendings = [crew.submit(tried, send, member) for member in members]
            until(deadline + timedelta(seconds=SPREAD))
        return {member: sending.result() for member, sending in zip(members, sendings, strict=True)}


def judge(tries, deadline, kept):
    """`kept` is {member: the moment stored with their vote} of those whose new vote is stored: exactly the acknowledged ones.

    Each was sent before the deadline and its moment lies between sending and answer, before the deadline; whoever was
    refused was told so after it.
    """
    assert kept.keys() == {member for member, one in tries.items() if one.done}
    for member, one in tries.items():
        if one.done:
            assert one.sent <= kept[member] <= one.told, (member, one, kept[member])
            assert kept[member] < deadline, (member, one, kept[member])
        else:
            assert one.told >= deadline, (member, one)
