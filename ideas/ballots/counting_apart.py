"""Which closed rounds are due to be counted, and by whom: small ones at once by the clock's tick, large ones by the worker,
outside every transaction, while the round's page shows how far it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import select, update

from ideas.ballots import closing
from ideas.ballots.inputs import ballots_in
from ideas.ballots.progress import CountProgress
from ideas.ballots.result import Result
from ideas.holds.detecting import waits_until
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, lock, now_by_the_database, transaction
from kernel.outbox import delivers, post

AT_ONCE = 1_000
EVERY = 1.0  # seconds between two notes of progress: each is a small transaction of its own
Shown = Callable[[str, int, int], None]


def close_due() -> None:
    """Count every small round whose close has come, unless held votes may still be answered for; seal the large ones and
    leave them to the worker. A clock tick.
    """
    counted, at = select(Result.round_id), now_by_the_database()
    over = (Round.closes_at <= at) & Round.withdrawn_at.is_(None)
    due = select(Round.id).where(over, Round.id.not_in(counted)).order_by(Round.closes_at)
    for round_id in db.session.scalars(due).all():
        try:
            with db.session.begin_nested():
                _close(db.session.get_one(Round, round_id))
        except Exception:  # one that cannot be counted keeps no other from it; the worker's desk says what is wrong
            _leave_to_worker(round_id)


def _close(round: Round) -> None:
    lock(round)
    if waits_until(round, now_by_the_database()) is not None:
        return
    if ballots_in(round) <= AT_ONCE:
        closing.close(round)
    elif closing.seal(round) is None:
        _leave_to_worker(round.id)


def _leave_to_worker(round_id: int) -> None:
    post("round.count", key=f"round-count:{round_id}", round_id=round_id)


@delivers("round.count", "Counting a closed round")
def count_apart(round_id: int) -> None:
    """Count one closed round, noting the progress in its row. Doing it twice changes nothing."""
    round = db.session.get_one(Round, round_id)
    with transaction():
        frozen = closing.seal(round)
    if frozen is None:
        count_sealed(round, lambda what, done, total: None)


def count_sealed(round: Round, shown: Shown) -> Result:
    """Count a sealed round outside of any transaction and freeze the result in one. `shown` hears (what, done, of)."""
    noting = _Noting(round, shown)
    tally = closing.tally(round, noting.read, noting.counted)
    with transaction():
        return closing.freeze(round, tally)


class _Noting:
    """Writes progress at most once a second."""

    def __init__(self, round: Round, shown: Shown) -> None:
        self._round_id = round.id
        self._shown = shown
        self._total = ballots_in(round)
        self._due = time.monotonic() + EVERY

    def read(self, done: int) -> None:
        """So many ballots are read."""
        self._shown("ballots", done, self._total)

    def counted(self, done: int, steps: int) -> None:
        """The count is so far; the ballots are read."""
        self._shown("count", done, steps)
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + EVERY
        kept = {"counted": done, "steps": steps, "moved_at": now()}
        with transaction() as session:
            session.execute(update(CountProgress).where(CountProgress.round_id == self._round_id).values(**kept))
