"""What readers need of rounds and signals. Each function states what it loads, so that no page loads anything by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from ideas.forums.forum import Forum
from ideas.rounds.amendment import BriefAmendment
from ideas.rounds.round import FormerAddress, Rescheduling, Round
from ideas.rounds.signal import RoundSignal, Signal
from kernel.database import db
from kernel.paging import Page, page_of


def round_named(slug: str) -> Round | None:
    """One round with its forum, or None. One statement. A former address finds it too, here and below."""
    return _found(select(Round).where(Round.slug == bindparam("slug")).options(joinedload(Round.forum)), slug)


def round_to_read(slug: str) -> Round | None:
    """One round with all its page shows of it: forum, answered signals, changed dates. Three statements."""
    return _found(_whole(stewards=False), slug)


def round_to_change(slug: str) -> Round | None:
    """One round with its forum's stewards, its answers to signals and its changed dates: what policies and acts ask for."""
    return _found(_whole(stewards=True), slug)


def _found(query: Select[Any], slug: str) -> Round | None:
    found: Round | None = db.session.scalar(query, {"slug": slug})
    if found is None:
        now_named = select(Round.slug).join(FormerAddress, FormerAddress.round_id == Round.id)
        renamed = db.session.scalar(now_named.where(FormerAddress.slug == slug))
        found = db.session.scalar(query, {"slug": renamed}) if renamed else None
    return found


@cache
def _whole(stewards: bool) -> Select[Any]:
    """Built once: putting the statement together costs as much as running it."""
    forum = joinedload(Round.forum)
    shown = (
        forum.selectinload(Forum.stewards) if stewards else forum,
        selectinload(Round.signals).joinedload(RoundSignal.signal),
        selectinload(Round.reschedulings).joinedload(Rescheduling.mover),
    )
    return select(Round).where(Round.slug == bindparam("slug")).options(*shown)


def amendments_of(round: Round) -> Sequence[BriefAmendment]:
    """What the brief said before each amendment, the newest first, with who amended it."""
    query = select(BriefAmendment).where(BriefAmendment.round_id == round.id).order_by(BriefAmendment.id.desc())
    return db.session.scalars(query.options(joinedload(BriefAmendment.amender))).all()


def rounds_under_way(at: datetime) -> Sequence[Round]:
    """Every round that is announced or open, the one that closes first at the top, with its forum."""
    coming = select(Round).where(Round.closes_at > at).order_by(Round.closes_at, Round.id).limit(100)
    return db.session.scalars(coming.options(joinedload(Round.forum))).all()


def rounds_closed(at: datetime, number: int = 1) -> Page[Round]:
    """Closed rounds, the newest first, with their forums."""
    past = select(Round).where(Round.closes_at <= at).order_by(Round.closes_at.desc(), Round.id.desc())
    return page_of(past.options(joinedload(Round.forum)), number)


def standing_signals(forum_id: int, round_id: int | None = None) -> Sequence[Signal]:
    """The forum's open signals that no other round has picked: what the brief of this round has to answer. Oldest first."""
    picked = select(RoundSignal.signal_id).where(RoundSignal.picked)
    if round_id is not None:
        picked = picked.where(RoundSignal.round_id != round_id)
    standing = select(Signal).where(Signal.forum_id == forum_id, Signal.closed_at.is_(None), Signal.id.not_in(picked))
    return db.session.scalars(standing.order_by(Signal.created_at, Signal.id)).all()


def last_reasons(signals: Sequence[Signal]) -> dict[int, str]:
    """Why the newest brief that did not pick it said so, for each of these signals: {signal id: reason}."""
    ids = [signal.id for signal in signals]
    given = select(RoundSignal.signal_id, RoundSignal.reason).where(RoundSignal.signal_id.in_(ids), ~RoundSignal.picked)
    reasons: dict[int, str] = dict(db.session.execute(given.order_by(RoundSignal.id)).all())
    return reasons


def signals_of(forum: Forum, number: int = 1, only: str = "") -> Page[Signal]:
    """The forum's signals, newest first, with author and what each round said to them. `only`: picked, waiting or closed."""
    query: Select[Any] = select(Signal).where(Signal.forum_id == forum.id)
    picked = select(RoundSignal.signal_id).where(RoundSignal.picked)
    if only == "picked":
        query = query.where(Signal.id.in_(picked))
    elif only == "waiting":
        query = query.where(Signal.id.not_in(picked), Signal.closed_at.is_(None))
    elif only == "closed":
        query = query.where(Signal.closed_at.is_not(None))
    told = (joinedload(Signal.author), selectinload(Signal.rounds).joinedload(RoundSignal.round))
    return page_of(query.order_by(Signal.created_at.desc(), Signal.id.desc()).options(*told), number)


def signal_with_id(signal_id: int) -> Signal | None:
    """One signal with its forum, or None."""
    return db.session.scalar(select(Signal).where(Signal.id == signal_id).options(joinedload(Signal.forum)))
