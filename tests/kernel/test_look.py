"""What draws: numbers, moments, covers and charts say the same thing each time, in light words and few bytes."""

from datetime import UTC, datetime, timedelta
from time import perf_counter
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from flask import g

from kernel.charts import draw_bar, draw_progress, draw_timetable
from kernel.clock import now
from kernel.covers import draw_cover
from kernel.faces import monogram
from kernel.figures import money_words, number_words
from kernel.moments import distance, moment_tag, span_words, zone_named, zone_words

NOON = datetime(2027, 3, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (123456, "EUR", "€1,234.56"),
        (5, "EUR", "€0.05"),
        (-5900, "CHF", "−CHF 59.00"),
        (1200, "JPY", "¥1,200"),
        (0, "USD", "$0.00"),
    ],
)
def test_an_amount_reads_as_its_currency_is_written(minor, currency, words):
    assert money_words(minor, currency) == words


@pytest.mark.parametrize(("value", "words"), [(1204, "1,204"), (7.5, "7.5"), (8.0, "8"), (None, "–"), (6.666, "6.67")])
def test_numbers_keep_two_places_at_most(value, words):
    assert number_words(value) == words


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(days=3), "in 3 days"),
        (timedelta(hours=-2), "2 hours ago"),
        (timedelta(days=-400), "13 months ago"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(days=21), "in 3 weeks"),
        (timedelta(minutes=1), "in 1 minute"),
    ],
)
def test_distances_are_told_in_the_largest_fitting_unit(gap, words):
    assert distance(NOON + gap, NOON) == words


def test_a_moment_names_its_zone_and_is_utc_for_a_guest():
    tag = str(moment_tag(NOON))
    assert 'datetime="2027-03-04T12:00:00Z"' in tag
    assert "12:00 UTC" in tag
    assert "data-moment" in tag


def test_a_span_says_whether_it_lies_ahead():
    assert span_words(now() + timedelta(days=3, minutes=1), "closes", "closed") == "closes in 3 days"
    assert span_words(now() - timedelta(days=3), "closes", "closed") == "closed 3 days ago"


def test_an_unknown_zone_is_utc():
    assert zone_named("Atlantis/Deep") is UTC
    assert zone_named("../etc/passwd") is UTC


def test_a_cover_is_always_the_same_small_and_well_formed():
    drawn = [str(draw_cover(seed, "#2f6f62")) for seed in range(400)]
    assert drawn == [str(draw_cover.__wrapped__(seed, "#2f6f62")) for seed in range(400)]
    assert max(map(len, drawn)) <= 1400
    assert sum(map(len, drawn)) / len(drawn) <= 1024
    assert len(set(drawn)) == 400
    for one in drawn:
        assert "style=" not in one
        ElementTree.fromstring(one)  # noqa: S314


def test_covers_are_cheap_to_draw():
    begun = perf_counter()
    for seed in range(500):
        draw_cover.__wrapped__(f"cheap {seed}", "#2f6f62")
    assert (perf_counter() - begun) / 500 < 0.002


def test_a_cover_cannot_be_made_to_say_something_else():
    drawn = str(draw_cover(1, '"><script>', '"><script>alert(1)</script>'))
    assert "<script" not in drawn


@pytest.mark.parametrize(("units", "minimum", "cap"), [(0, 100, None), (50, 100, 200), (300, 100, 300), (5, 0, None)])
def test_progress_is_drawn_and_said(units, minimum, cap):
    drawn = str(draw_progress(units, minimum, cap))
    assert f"{units} pledged" in drawn
    ElementTree.fromstring(drawn)  # noqa: S314


def test_a_bar_without_a_value_is_empty():
    assert 'width="0.0%"' in str(draw_bar(None, 10))
    assert 'width="100.0%"' in str(draw_bar(12, 10))


@pytest.mark.parametrize(
    ("days", "words"), [(-20, "proposing"), (0, "refining"), (8, "balloting"), (14, "close"), (30, "closed")]
)
def test_the_timetable_says_what_comes_next(days, words):
    start = now() - timedelta(days=days)
    dates = SimpleNamespace(
        proposing_at=start,
        refining_at=start + timedelta(days=7),
        balloting_at=start + timedelta(days=12),
        closes_at=start + timedelta(days=20),
    )
    if days == 0:
        dates.proposing_at -= timedelta(seconds=1)
    drawn = str(draw_timetable(dates))
    assert ("you are here" in drawn) == (days >= 0), "before it begins nobody is on it"
    assert words in drawn


@pytest.mark.parametrize(("name", "initials"), [("Maya Okafor", "MO"), ("林 小雨", "林小"), ("", "·"), ("<b>", "&lt;")])
def test_a_monogram_takes_any_name(name, initials):
    assert f">{initials}</text>" in str(monogram(3, name, 32))


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "CET"),
        ("America/New_York", "EST"),
        ("UTC", "UTC"),
        ("America/Sao_Paulo", "UTC-3"),
        ("Asia/Kathmandu", "UTC+5:45"),
    ],
)
def test_a_zone_has_a_short_name(zone, words):
    assert zone_words(NOON.astimezone(zone_named(zone))) == words


@pytest.mark.settings(site_zone="Europe/Berlin")
def test_a_deadline_names_its_zone_and_what_is_past_does_not(lite_app, travel):
    travel(NOON)
    guest = str(moment_tag(NOON + timedelta(days=4), "deadline"))
    assert ">Mon 8 Mar, 13:00 CET<" in guest
    assert 'data-moment="near"' in guest
    with lite_app.test_request_context("/"):
        g.viewer = SimpleNamespace(zone="America/New_York")
        assert ">Mon 8 Mar, 07:00 EST<" in str(moment_tag(NOON + timedelta(days=4), "deadline"))
        assert ">Thu 8 Apr 2027<" in str(moment_tag(NOON + timedelta(days=35), "deadline"))
        assert ">3 Mar 2027, 07:00<" in str(moment_tag(NOON - timedelta(days=1)))
        assert "Wednesday 3 Mar 2027, 07:00 EST" in str(moment_tag(NOON - timedelta(days=1)))
