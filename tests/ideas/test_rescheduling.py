"""Moving a round's dates: only those still to come, always with a public reason."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

import ideas.wiring  # noqa: F401  (who delivers what)
from governance.record.entry import RecordEntry
from ideas.rounds.phase import Phase
from ideas.rounds.queries import round_to_change
from ideas.rounds.rescheduling import end_now, end_phase, reschedule
from ideas.rounds.round import Rescheduling
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.ideas.forums_and_rounds import a_round

LATER = timedelta(days=5)
WHY = "The factory visit moved by a week."


def afresh(round):
    db.session.expire_all()
    return round_to_change(round.slug)


def moved(actor, round, reason=WHY, **moments):
    with transaction():
        held = round_to_change(round.slug)
        return reschedule(actor, held, replace(held.timetable, **moments), reason)


def test_a_later_moment_moves_with_a_reason_on_the_record(ines):
    round = a_round("proposing")
    was = round.closes_at
    moved(ines, round, closes_at=was + LATER)
    held = afresh(round)
    assert held.closes_at == was + LATER
    assert [(step.reason, step.mover.name) for step in held.reschedulings] == [(WHY, "Ines Carvalho")]
    assert db.session.scalars(select(RecordEntry)).one().payload["reason"] == WHY


def test_no_moment_moves_without_a_reason(ines):
    round = a_round("proposing")
    with pytest.raises(RuleBroken) as broken:
        moved(ines, round, reason="  ", closes_at=round.closes_at + LATER)
    assert broken.value.field == "reason"


def test_a_moment_that_has_come_stays(ines):
    round = a_round("balloting")
    with pytest.raises(RuleBroken, match="has passed") as broken:
        moved(ines, round, refining_at=round.refining_at + timedelta(hours=1))
    assert broken.value.field == "refining_at"


@pytest.mark.parametrize(
    ("move", "field"),
    [
        (lambda round: {"balloting_at": now() - LATER}, "balloting_at"),
        (lambda round: {"balloting_at": round.refining_at - timedelta(hours=1)}, "balloting_at"),
        (lambda round: {"closes_at": round.balloting_at}, "closes_at"),
        (lambda round: {"closes_at": now() + timedelta(days=2000)}, "closes_at"),
        (lambda round: {}, None),
    ],
)
def test_dates_out_of_order_are_refused_at_their_field(ines, move, field):
    round = a_round("proposing")
    with pytest.raises(RuleBroken) as broken:
        moved(ines, round, **move(round))
    assert broken.value.field == field


def test_ending_a_phase_begins_the_next_at_once(ines):
    round = a_round("proposing")
    with transaction():
        end_phase(ines, round_to_change(round.slug), "Everybody is done.")
    assert round_to_change(round.slug).phase(now()) is Phase.REFINING


def test_ending_a_round_closes_it_from_any_phase(ines):
    for phase in ("announced", "proposing", "refining", "balloting"):
        round = a_round(phase)
        with transaction():
            end_now(None, round_to_change(round.slug), "Closed by hand.")
        held = afresh(round)
        assert held.phase(now()) is Phase.CLOSED
        assert held.reschedulings[0].mover is None


def test_a_closed_round_keeps_its_dates(ines):
    round = a_round("closed")
    with pytest.raises(Refused, match="closed"):
        moved(ines, round, closes_at=now() + LATER)
    with pytest.raises(Refused, match="closed"), transaction():
        end_phase(ines, round_to_change(round.slug), WHY)


def test_a_member_may_not_move_dates(maya):
    round = a_round("proposing")
    with pytest.raises(Refused):
        moved(maya, round, closes_at=round.closes_at + LATER)
    assert not db.session.scalars(select(Rescheduling)).all()
