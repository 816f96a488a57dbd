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
    counted = select(Result.round_id)
    over = Round.closes_at <= now_by_the_database()
    due = select(Round).where(over, Round.id.not_in(counted)).order_by(Round.closes_at)
    for round in db.session.scalars(due).all():
        lock(round)
        if waits_until(round, now_by_the_database()) is not None:
            continue
        if ballots_in(round) <= AT_ONCE:
            closing.close(round)
        elif closing.seal(round) is None:
            post("round.count", key=f"round-count:{round.id}", round_id=round.id)


@delivers("round.count")
def count_apart(round_id: int) -> None:
    """Count one sealed round, noting the progress in its row. Doing it twice changes nothing."""
    count_sealed(db.session.get_one(Round, round_id), lambda what, done, total: None)


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
