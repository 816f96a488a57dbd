"""Moments in the reader's own zone, with the zone named on hover; guests see UTC until their browser says better."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import has_request_context
from markupsafe import Markup

from kernel.access import viewer
from kernel.clock import now
from kernel.rules import counted

STEPS = (
    (timedelta(days=730), timedelta(days=365), "year"),
    (timedelta(days=60), timedelta(days=30), "month"),
    (timedelta(days=14), timedelta(days=7), "week"),
    (timedelta(hours=36), timedelta(days=1), "day"),
    (timedelta(minutes=90), timedelta(hours=1), "hour"),
    (timedelta(minutes=1), timedelta(minutes=1), "minute"),
)


@lru_cache(maxsize=512)
def zone_named(name: str) -> tzinfo:
    """The zone of that IANA name, or UTC when there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def reader_zone() -> str:
    """The zone this request's reader has chosen; "" for a guest."""
    if not has_request_context():
        return ""
    return str(getattr(viewer(), "zone", "") or "")


def distance(at: datetime, seen: datetime) -> str:
    """How far a moment is, in words: "in 3 days", "2 hours ago", "just now"."""
    gap = abs(at - seen)
    for least, unit, name in STEPS:
        if gap >= least:
            words = counted(round(gap / unit), name)
            return f"in {words}" if at > seen else f"{words} ago"
    return "just now" if at <= seen else "in a moment"


def span_words(at: datetime, ahead: str = "", past: str = "") -> str:
    """The distance with its verb: span_words(at, "closes", "closed") is "closes in 3 days" or "closed 2 days ago"."""
    seen = now()
    return f"{ahead if at > seen else past} {distance(at, seen)}".strip()


@lru_cache(maxsize=4096)
def _exact(at: datetime, zone: str, form: str) -> Markup:
    local = at.astimezone(zone_named(zone) if zone else UTC)
    day = f"{local.day} {local:%b %Y}"
    words = day if form == "day" else f"{day}, {local:%H:%M}{'' if zone else ' UTC'}"
    title = f"{local:%A} {day}, {local:%H:%M} {zone or 'UTC'}"
    own = Markup("") if zone else Markup(' data-moment="{}"').format(form)
    return Markup('<time datetime="{}" title="{}"{}>{}</time>').format(
        at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), title, own, words
    )


def moment_tag(at: datetime | date, form: str = "moment") -> Markup:
    """A <time> element: form is moment (day and hour), day, or distance ("3 days ago", the exact time on hover)."""
    if not isinstance(at, datetime):
        return Markup('<time datetime="{0:%Y-%m-%d}">{1} {0:%b %Y}</time>').format(at, at.day)
    zone = reader_zone()
    if form != "distance":
        return _exact(at, zone, form)
    head, _, _ = str(_exact(at, zone, "moment")).replace('"moment"', '"title"').partition(">")
    return Markup(f"{head}>{distance(at, now())}</time>")  # noqa: S704
