"""The one way a pledge changes its state: along an edge of the table, if it still stands where it stood, leaving a step."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.states import PledgeState, leads
from kernel.clock import now
from kernel.database import db, reread, rows_changed
from kernel.rules import RuleBroken


def move(pledge: Pledge, to: PledgeState, by_id: int | None, reason: str = "", **changes: Any) -> None:
    """Step the pledge and set these columns with it. Raises RuleBroken when there is no such edge, or it just moved."""
    start = pledge.state
    if not leads(start, to):
        raise RuleBroken(f"A pledge that is {start.value} cannot become {to.value}.")
    db.session.flush()
    moved = db.session.execute(
        update(Pledge)
        .where(Pledge.id == pledge.id, Pledge.state == start)
        .values(state=to, **changes)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(moved) != 1:
        raise RuleBroken("This pledge has just changed. Reload the page and look again.")
    db.session.add(PledgeStep(pledge_id=pledge.id, from_state=start, to_state=to, by_id=by_id, at=now(), reason=reason))
    db.session.flush()
    reread(pledge)
