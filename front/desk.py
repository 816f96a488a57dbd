"""The staff desk: what is due, in order of lateness, each with its one next act; and whether the worker and the letters run."""

from __future__ import annotations

from flask import render_template

from front.blueprint import bp
from front.desk_number import note
from front.due import due_from_staff
from front.health import late_parts
from governance.charter.checking import charter_faults
from governance.pending.queries import all_waiting
from ideas.forums.queries import all_forums
from kernel.access import staff_only
from kernel.clock import now
from kernel.given_up import Undelivered, undelivered
from kernel.heartbeat import beats
from kernel.mail import reaches_nobody
from members.event_days.queries import open_events


@bp.get("/desk")
@staff_only
def desk() -> str:
    """What staff owe the community today."""
    outbox = undelivered()
    found = due_from_staff(outbox)
    note(found.number())
    return render_template(
        "front/desk.html",
        at=now(),
        due=found.lines,
        more=found.more,
        pending=all_waiting(),
        troubles=troubles(outbox),
        faults=charter_faults(),
        events=open_events(),
        is_begun=bool(found.lines or all_forums()),
    )


def troubles(outbox: Undelivered) -> list[str]:
    """What keeps the site from its work, in words."""
    found = beats()
    words = late_parts(found)
    for failure in found["clock"].trouble.splitlines() if "clock" in found else []:
        words.append(f"A part of the last tick failed: {failure.partition(':')[0]}. The worker’s log says more.")
    if outbox.held_up:
        letters = "letter is" if outbox.held_up == 1 else "letters are"
        words.append(f"{outbox.held_up} {letters} waiting for the mail server. {outbox.said}")
    if nobody := reaches_nobody():
        words.append(nobody)
    return words
