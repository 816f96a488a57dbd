"""Charts drawn on the server as inline SVG: numbers in, markup out, nothing for a browser to compute."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from markupsafe import Markup, escape

from kernel.clock import now
from kernel.figures import number_words
from kernel.moments import distance

WIDE = 600


class Timetable(Protocol):
    """Anything with a round's four dates, in UTC."""

    proposing_at: datetime
    refining_at: datetime
    balloting_at: datetime
    closes_at: datetime


def _svg(kind: str, height: int, label: str, inside: str) -> Markup:
    return Markup(  # noqa: S704
        f'<svg class="draw draw--{kind}" viewBox="0 0 {WIDE} {height}" role="img" aria-label="{escape(label)}">'
        f"{inside}</svg>"
    )


def draw_progress(units: int, minimum: int, cap: int | None = None) -> Markup:
    """A campaign's units on a line, the minimum and the cap marked on it."""
    most = max(cap or 0, round(minimum * 1.25), units, 1)
    at = WIDE * units / most
    mark = WIDE * minimum / most
    reached = " draw__fill--reached" if units >= minimum else ""
    ends = "end" if mark > WIDE * 0.8 else "middle" if mark > WIDE * 0.2 else "start"
    words = f"{number_words(units)} of at least {number_words(minimum)} units" + (
        f", at most {number_words(cap)}" if cap else ""
    )
    return _svg(
        "progress",
        56,
        words,
        f'<rect class="draw__rail" y="8" width="{WIDE}" height="12" rx="2"/>'
        f'<rect class="draw__fill{reached}" y="8" width="{at:.1f}" height="12" rx="2"/>'
        f'<path class="draw__mark" d="M{min(mark, WIDE - 1):.1f} 2v26"/>'
        f'<text x="{mark:.1f}" y="46" text-anchor="{ends}">minimum {number_words(minimum)}</text>'
        + (
            f'<text x="{WIDE}" y="46" text-anchor="end">cap {number_words(cap)}</text>'
            if cap and mark < WIDE * 0.6
            else ""
        ),
    )


def draw_bar(value: float | None, out_of: float, mark: float | None = None) -> Markup:
    """One short bar; mark is a line across it, such as the pass mark."""
    share = 0.0 if value is None or not out_of else max(0.0, min(1.0, value / out_of))
    line = f'<path class="draw__mark" d="M{200 * mark / out_of:.1f} 0v10"/>' if mark is not None and out_of else ""
    return Markup(  # noqa: S704
        f'<svg class="draw draw--bar" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="draw__rail" y="2" width="200" height="6" rx="1"/>'
        f'<rect class="draw__fill" y="2" width="{200 * share:.1f}" height="6" rx="1"/>{line}</svg>'
    )


def draw_timetable(round_: Timetable) -> Markup:
    """A round's phases as a line with "you are here"."""
    dates = [round_.proposing_at, round_.refining_at, round_.balloting_at, round_.closes_at]
    names = ["Proposing", "Refining", "Balloting"]
    seen = now()
    whole = (dates[3] - dates[0]).total_seconds() or 1.0
    spots = [_spread(i, (at - dates[0]).total_seconds() / whole) for i, at in enumerate(dates)]
    here = _here(seen, dates, spots)
    legs = ""
    for i, name in enumerate(names):
        state = "past" if seen >= dates[i + 1] else "now" if seen >= dates[i] else "ahead"
        legs += f'<path class="draw__leg draw__leg--{state}" d="M{spots[i] + 6:.0f} 40H{spots[i + 1] - 6:.0f}"/>'
        legs += _stop(spots[i], name, dates[i])
    legs += _stop(spots[3], "Close", dates[3], "end") + _you(here)
    return _svg("timetable", 88, _timetable_words(seen, dates, names), legs)


def _stop(x: float, name: str, at: datetime, anchor: str = "start") -> str:
    return (
        f'<circle class="draw__stop" cx="{x:.0f}" cy="40" r="4"/>'
        f'<text x="{x:.0f}" y="66" text-anchor="{anchor}">{name}</text>'
        f'<text class="draw__small" x="{x:.0f}" y="82" text-anchor="{anchor}">{at.day} {at:%b}</text>'
    )


def _you(x: float) -> str:
    side = "end" if x > WIDE * 0.7 else "start" if x < WIDE * 0.3 else "middle"
    return (
        f'<path class="draw__here" d="M{x:.0f} 34l-6 -10h12z"/>'
        f'<text class="draw__you" x="{x:.0f}" y="16" text-anchor="{side}">you are here</text>'
    )


def _spread(step: int, share: float) -> float:
    even = step / 3
    return 6 + (WIDE - 12) * (0.6 * even + 0.4 * share)


def _here(seen: datetime, dates: list[datetime], spots: list[float]) -> float:
    if seen <= dates[0]:
        return spots[0]
    for i in range(3):
        if seen < dates[i + 1]:
            part = (seen - dates[i]) / (dates[i + 1] - dates[i])
            return spots[i] + (spots[i + 1] - spots[i]) * part
    return spots[3]


def _timetable_words(seen: datetime, dates: list[datetime], names: list[str]) -> str:
    for name, at in zip([*names, "Close"], dates, strict=True):
        if at > seen:
            return f"Next: {name.lower()} {distance(at, seen)}"
    return "This round is closed"


def draw_empty() -> Markup:
    """A small drawing for an empty page: a board with one pin and nothing on it yet."""
    return Markup(
        '<svg class="draw draw--empty" viewBox="0 0 96 64" aria-hidden="true">'
        '<path d="M4 8h88v48H4z"/><path d="M20 20h36v24H20z" stroke-dasharray="3 4"/>'
        '<circle cx="38" cy="20" r="3"/></svg>'
    )


def draw_brand() -> Markup:
    """The site's own mark until a brand uploads its logo."""
    return Markup(
        '<svg class="brand__mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">'
        '<path class="brand__ring" d="M26 9.5A12 12 0 1 0 26 22.5"/>'
        '<circle class="brand__dot" cx="26" cy="16" r="3.5"/></svg>'
    )
