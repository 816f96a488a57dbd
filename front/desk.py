"""The staff desk: what is due, in order of lateness, each with its one next act; and whether the worker and the letters run."""

from __future__ import annotations

from flask import render_template

from front.blueprint import bp
from front.due import due_from_staff
from front.health import late_parts
from governance.charter.checking import charter_faults
from kernel.access import staff_only
from kernel.clock import now
from kernel.given_up import Standing, standing
from kernel.heartbeat import beats
from kernel.mail import reaches_nobody
from members.event_days.queries import open_events


@bp.get("/desk")
@staff_only
def desk() -> str:
    """What staff owe the community today."""
    outbox = standing()
    return render_template(
        "front/desk.html",
        at=now(),
        due=due_from_staff(outbox),
        troubles=troubles(outbox),
        faults=charter_faults(),
        events=open_events(),
    )


def troubles(outbox: Standing) -> list[str]:
    """What keeps the site from its work, in words."""
    found = beats()
    failed = found["clock"].trouble.splitlines() if "clock" in found else []
    count = outbox.held_up
    return [
        *late_parts(found),
        *(
            f"A part of the last tick failed: {words.partition(':')[0]}. The worker’s log says more."
            for words in failed
        ),
        *(
            [f"{count} {'letter waits' if count == 1 else 'letters wait'} for the mail server. {outbox.said}"]
            if count
            else []
        ),
        *filter(None, [reaches_nobody()]),
    ]
