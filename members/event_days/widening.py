"""Beginning and ending an event. Its networks are those that tries are counted under: it widens what it says."""

from __future__ import annotations

import ipaddress
from datetime import timedelta

from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import ALLOWED, Verdict, refused, require
from kernel.rules import RuleBroken
from kernel.terms import drop
from kernel.throttle import networks
from members.accounts.member import Member
from members.event_days.event_day import LONGEST_HOURS, EventDay
from members.event_days.queries import widened_networks

MOST_NETWORKS = 5
REASON_LENGTH = 200
KEPT = timedelta(days=30)


def may_widen(actor: Member | None) -> Verdict:
    """Staff begin and end events."""
    return ALLOWED if actor is not None and actor.is_staff else refused("Events are for the brand's staff.")


def fit_networks(where: str) -> list[str]:
    """The neighbourhoods that these addresses or networks lie in, each once. Raises RuleBroken."""
    named = [_fit_network(word) for word in where.replace(",", " ").split()]
    if not named:
        raise RuleBroken("Name a network, or tick “Everywhere”.", "where")
    if len(named) > MOST_NETWORKS:
        raise RuleBroken(f"Name {MOST_NETWORKS} networks at most, or tick “Everywhere”.", "where")
    return list(dict.fromkeys(named))


def begin_event(actor: Member, where: str | None, hours: int, reason: str) -> list[EventDay]:
    """Widen the limits in these networks, or everywhere for None, but where they are. Raises RuleBroken, Refused."""
    require(may_widen(actor))
    named = [None] if where is None else fit_networks(where)
    if not 1 <= hours <= LONGEST_HOURS:
        raise RuleBroken(f"An event lasts 1 to {LONGEST_HOURS} hours.", "hours")
    if not 0 < len(reason.strip()) <= REASON_LENGTH:
        raise RuleBroken(f"Say why, in {REASON_LENGTH} characters at most.", "reason")
    widened = widened_networks()
    rows = [
        EventDay(network=network, reason=reason.strip(), hours=hours, by_id=actor.id, at=now())
        for network in named
        if network not in widened
    ]
    if not rows:
        raise RuleBroken("This runs already: see below. To change its hours, end it first.", "where")
    db.session.add_all(rows)
    db.session.flush()
    return rows


def end_event(actor: Member, event: EventDay) -> None:
    """Put the limits back at once; again changes nothing. Raises Refused."""
    require(may_widen(actor))
    lock(event)
    if event.ended_at is None:
        event.ended_at, event.ended_by_id = now(), actor.id


def forget_events() -> None:
    """Drop what was over a month ago. A clock tick."""
    drop(EventDay, EventDay.at < now() - KEPT)


def _fit_network(word: str) -> str:
    """The neighbourhood that holds this address or network."""
    try:
        network = ipaddress.ip_network(word, strict=False)
    except ValueError:
        raise RuleBroken(f"“{word[:60]}” is not an IP address or a network, such as 203.0.113.0/24.", "where") from None
    narrow, wide = networks(str(network.network_address))
    for shared in (narrow, wide):
        if network.prefixlen >= int(shared.partition("/")[2]):
            return shared
    raise RuleBroken(f"{network} is too large. Name a network of {wide.partition('/')[2]} bits or more.", "where")
