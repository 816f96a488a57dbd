"""Charts drawn on the server as inline SVG: places in per cent, letters in their own size, so that they fit any width."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import Protocol

from markupsafe import Markup, escape

from kernel.access import viewer
from kernel.clock import now
from kernel.figures import number_words
from kernel.moments import distance, reader_zone, zone_named

MOST_BARS = 120
PHASES = ("Proposing", "Refining", "Balloting")


class Timetable(Protocol):
    """Anything with a round's four dates, in UTC."""

    proposing_at: datetime
    refining_at: datetime
    balloting_at: datetime
    closes_at: datetime


def _svg(kind: str, height: int, label: str, inside: str) -> Markup:
    return Markup(  # noqa: S704
        f'<svg class="draw draw--{kind}" width="100%" height="{height}" role="img" aria-label="{escape(label)}">'
        f"{inside}</svg>"
    )


def _text(x: float, y: int, words: str, kind: str = "") -> str:
    anchor = "start" if x < 18 else "end" if x > 82 else "middle"
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}%" y="{y}" text-anchor="{anchor}"{named}>{escape(words)}</text>'


def _tick(x: float, top: int, bottom: int, kind: str = "draw__mark") -> str:
    return f'<line class="{kind}" x1="{x:.1f}%" x2="{x:.1f}%" y1="{top}" y2="{bottom}"/>'


def draw_progress(units: int, minimum: int, cap: int | None = None) -> Markup:
    """A campaign's units on a line, the minimum and the cap marked on it."""
    most = max(cap or 0, round(minimum * 1.25), units, 1)
    at, mark = 100 * units / most, 100 * minimum / most
    reached = " draw__fill--reached" if units >= minimum else ""
    words = f"{number_words(units)} pledged of at least {number_words(minimum)}"
    inside = (
        '<rect class="draw__rail" x="0" y="8" width="100%" height="14" rx="2"/>'
        f'<rect class="draw__fill{reached}" y="8" width="{at:.1f}%" height="14" rx="2"/>'
        f"{_tick(mark, 2, 28)}{_text(mark, 44, f'minimum {number_words(minimum)}', 'draw__strong')}"
    )
    if cap:
        words += f", at most {number_words(cap)}"
        inside += _text(100, 44, f"cap {number_words(cap)}") if mark < 60 else ""
    return _svg("progress", 50, words, inside)


def draw_bar(value: float | None, out_of: float, mark: float | None = None, low: float | None = None) -> Markup:
    """One short bar; mark is a line across it, such as the pass mark; below `low` it has the colour of a warning."""
    kind = " draw__fill--low" if low is not None and value is not None and value < low else ""
    share = 0.0 if value is None or not out_of else max(0.0, min(100.0, 100 * value / out_of))
    line = _tick(100 * mark / out_of, 0, 12) if mark is not None and out_of else ""
    return Markup(  # noqa: S704
        '<svg class="draw draw--bar" width="100%" height="12" aria-hidden="true">'
        f'<rect class="draw__rail" y="3" width="100%" height="6"/>'
        f'<rect class="draw__fill{kind}" y="3" width="{share:.1f}%" height="6"/>{line}</svg>'
    )


def draw_showings(showings: Sequence[int]) -> Markup:
    """How often each of many things was shown, the least shown first: a bar each, or every so-manieth of very many."""
    ordered = sorted(showings)
    step = len(ordered) / min(len(ordered), MOST_BARS)
    drawn = [ordered[int(step * i)] for i in range(min(len(ordered), MOST_BARS) - 1)] + ordered[-1:]
    most, wide = max(ordered[-1], 1), 100 / len(drawn)
    bars = "".join(
        f'<rect class="draw__fill" x="{wide * i:.2f}%" width="{wide * 0.8:.2f}%" '
        f'y="{80 - 72 * shown / most:.1f}" height="{72 * shown / most:.1f}"/>'
        for i, shown in enumerate(drawn)
    )
    middle = float(median(ordered))
    line = 80 - 72 * middle / most
    inside = (
        f'{bars}<line class="draw__mark" x1="0" x2="100%" y1="{line:.1f}" y2="{line:.1f}"/>'
        f"{_text(0, 98, f'least {number_words(ordered[0])}')}{_text(50, 98, f'median {number_words(middle)}', 'draw__strong')}"
        f"{_text(100, 98, f'most {number_words(ordered[-1])}')}"
    )
    words = f"Showings of {len(ordered)} concepts, from {ordered[0]} to {ordered[-1]}, half of them {middle:g} or more"
    return _svg("showings", 104, words, inside)


def draw_timetable(round_: Timetable) -> Markup:
    """A round's phases as a line with "you are here"."""
    dates = [round_.proposing_at, round_.refining_at, round_.balloting_at, round_.closes_at]
    seen = now()
    whole = (dates[3] - dates[0]).total_seconds() or 1.0
    spots = [1 + 98 * (0.75 * i / 3 + 0.25 * (at - dates[0]).total_seconds() / whole) for i, at in enumerate(dates)]
    here = _here(seen, dates, spots)
    inside = f'<line class="draw__leg" x1="1%" x2="99%" y1="40" y2="40"/>{_walked(here)}'
    for x, name, at in zip(spots, (*PHASES, "Close"), dates, strict=True):
        past = " draw__stop--past" if seen >= at else ""
        inside += f'<circle class="draw__stop{past}" cx="{x:.1f}%" cy="40" r="6"/>'
        inside += _text(x, 68, name, "draw__strong" if _is_now(name, seen, dates) else "")
        inside += _day(x, at)
    if seen >= dates[0]:  # before that the round has not begun, and nobody is anywhere on it
        inside += f'<circle class="draw__here" cx="{here:.1f}%" cy="40" r="8"/>'
        inside += _text(here, 18, "you are here", "draw__you")
    return _svg("timetable", 94, _timetable_words(seen, dates), inside)


def _day(x: float, at: datetime) -> str:
    local = at.astimezone(zone_named(reader_zone()))
    drawn = _text(x, 86, f"{local.day} {local:%b}", "draw__small")
    return drawn if viewer() else drawn.replace("<text", f'<text data-at="{at:%Y-%m-%dT%H:%M:%SZ}"')


def _walked(here: float) -> str:
    return f'<line class="draw__leg draw__leg--past" x1="1%" x2="{here:.1f}%" y1="40" y2="40"/>' if here > 1 else ""


def _is_now(name: str, seen: datetime, dates: list[datetime]) -> bool:
    if name == "Close":
        return seen >= dates[3]
    step = PHASES.index(name)
    return dates[step] <= seen < dates[step + 1]


def _here(seen: datetime, dates: list[datetime], spots: list[float]) -> float:
    for i in range(3):
        if dates[i] <= seen < dates[i + 1]:
            return spots[i] + (spots[i + 1] - spots[i]) * ((seen - dates[i]) / (dates[i + 1] - dates[i]))
    return spots[0] if seen < dates[0] else spots[3]


def _timetable_words(seen: datetime, dates: list[datetime]) -> str:
    for name, at in zip((*PHASES, "Close"), dates, strict=True):
        if at > seen:
            return f"Timetable. Next: {name.lower()} {distance(at, seen)}"
    return "Timetable. This round is closed"


def draw_empty() -> Markup:
    """A small drawing for an empty page: a board with one pin and nothing on it yet."""
    return Markup(
        '<svg class="draw--empty" viewBox="0 0 96 64" aria-hidden="true"><path d="M2 6h92v52H2z"/>'
        '<path d="M14 18h30v28H14zM54 18h28v18H54z" stroke-dasharray="3 4"/><circle cx="29" cy="18" r="3.5"/></svg>'
    )


def draw_swatch(colour: str) -> Markup:
    """A small square in a forum's colour, to stand before its name."""
    return Markup(
        '<svg class="swatch" viewBox="0 0 10 10" width="10" height="10" color="{}" aria-hidden="true">'
        '<path d="M0 0h10v10H0z"/></svg>'
    ).format(colour)


def draw_brand() -> Markup:
    """The site's own mark until a brand uploads its logo."""
    return Markup(
        '<svg class="brand__mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">'
        '<path class="brand__ring" d="M26 9.5A12 12 0 1 0 26 22.5"/><circle class="brand__dot" cx="26" cy="16" r="3.5"/></svg>'
    )
