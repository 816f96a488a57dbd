"""The phase as a table of moments."""

from datetime import UTC, datetime, timedelta

import pytest

from ideas.rounds.phase import Phase, Timetable, next_moment, phase

MAY = datetime(2027, 5, 1, 12, tzinfo=UTC)
TIMETABLE = Timetable(MAY, MAY + timedelta(days=10), MAY + timedelta(days=14), MAY + timedelta(days=21))
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "expected", "ends"),
    [
        (MAY - timedelta(days=400), Phase.ANNOUNCED, TIMETABLE.proposing_at),
        (MAY - INSTANT, Phase.ANNOUNCED, TIMETABLE.proposing_at),
        (MAY, Phase.PROPOSING, TIMETABLE.refining_at),
        (TIMETABLE.refining_at - INSTANT, Phase.PROPOSING, TIMETABLE.refining_at),
        (TIMETABLE.refining_at, Phase.REFINING, TIMETABLE.balloting_at),
        (TIMETABLE.balloting_at - INSTANT, Phase.REFINING, TIMETABLE.balloting_at),
        (TIMETABLE.balloting_at, Phase.BALLOTING, TIMETABLE.closes_at),
        (TIMETABLE.closes_at - INSTANT, Phase.BALLOTING, TIMETABLE.closes_at),
        (TIMETABLE.closes_at, Phase.CLOSED, None),
        (TIMETABLE.closes_at + timedelta(days=4000), Phase.CLOSED, None),
    ],
)
def test_each_phase_begins_at_its_moment_and_ends_just_before_the_next(at, expected, ends):
    assert phase(TIMETABLE, at) is expected
    assert next_moment(TIMETABLE, at) == ends


def test_two_equal_moments_skip_the_phase_between():
    without_refining = Timetable(MAY, MAY + timedelta(days=10), MAY + timedelta(days=10), MAY + timedelta(days=12))
    assert phase(without_refining, MAY + timedelta(days=10)) is Phase.BALLOTING


def test_all_moments_at_once_is_a_closed_round():
    assert phase(Timetable(MAY, MAY, MAY, MAY), MAY) is Phase.CLOSED


@pytest.mark.parametrize(
    ("expected", "moment"),
    [
        (Phase.ANNOUNCED, None),
        (Phase.PROPOSING, TIMETABLE.proposing_at),
        (Phase.REFINING, TIMETABLE.refining_at),
        (Phase.BALLOTING, TIMETABLE.balloting_at),
        (Phase.CLOSED, TIMETABLE.closes_at),
    ],
)
def test_a_timetable_knows_when_a_phase_begins(expected, moment):
    assert TIMETABLE.begins(expected) == moment


@pytest.mark.parametrize(("swapped", "in_order"), [((0, 1, 2, 3), True), ((1, 0, 2, 3), False), ((0, 1, 3, 2), False)])
def test_a_timetable_knows_whether_it_is_in_order(swapped, in_order):
    moments = [TIMETABLE.moments[place] for place in swapped]
    assert Timetable(*moments).is_in_order is in_order
