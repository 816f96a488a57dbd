"""Moments in the reader's own zone; guests see the site's until their browser says better. What is still to come, and so may
be a deadline, names its zone beside it; what is past names it on hover.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from flask import current_app, has_app_context, has_request_context
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
NEAR = timedelta(days=14)  # until then the hour of a deadline matters


@cache
def zones() -> dict[str, None]:
    """The zones people live in, by name and in order: "Europe/Berlin"."""
    lived_in = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc", "SystemV")))
    return dict.fromkeys(["UTC", *sorted(lived_in)])


@lru_cache(maxsize=512)
def zone_named(name: str) -> tzinfo:
    """The zone of that IANA name, or UTC when there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def site_zone() -> str:
    """The zone of the site itself: for guests, for letters, and for members of whom nothing better is known."""
    return str(current_app.config["SITE_ZONE"]) if has_app_context() else "UTC"


def _chosen_zone() -> str:
    """The zone this request's reader has chosen; "" for a guest."""
    return str(getattr(viewer(), "zone", "") or "") if has_request_context() else ""


def reader_zone() -> str:
    """The zone that this request's reader is shown, the site's for a guest."""
    return _chosen_zone() or site_zone()


def zone_words(local: datetime) -> str:
    """What people call a moment's zone: "CET", "UTC"; where it has no such name, "UTC+3"."""
    name = f"{local:%Z}"
    if name[:1] not in ("+", "-"):
        return name
    hours, minutes = name[1:3].lstrip("0") or "0", name[3:]
    return f"UTC{name[0]}{hours}{':' if minutes else ''}{minutes}"


def reader_day(at: datetime) -> str:
    """The day of a moment in the reader's zone, such as "Fri 4 Dec": for words that are no markup."""
    local = at.astimezone(zone_named(reader_zone()))
    return f"{local:%a} {local.day} {local:%b}"


def moment_words(at: datetime) -> str:
    """A moment in the site's zone, named: for letters, and for words that many read."""
    local = at.astimezone(zone_named(site_zone()))
    return f"{local:%-d %B %Y, %H:%M} {zone_words(local)}"


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
def _exact(at: datetime, zone: str, is_guest: bool, form: str) -> Markup:
    local = at.astimezone(zone_named(zone))
    day = f"{local.day} {local:%b %Y}"
    named = f"{local:%H:%M} {zone_words(local)}"
    words = {
        "day": day,
        "near": f"{local:%a} {local.day} {local:%b}, {named}",
        "far": f"{local:%a} {day}",
        "past": f"{day}, {named}" if is_guest else f"{day}, {local:%H:%M}",
    }
    title = f"{local:%A} {day}, {named} ({zone})"
    own = Markup(' data-moment="{}"').format(form) if is_guest else Markup("")
    return Markup('<time datetime="{}" title="{}"{}>{}</time>').format(
        at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), title, own, words.get(form, f"{day}, {named}")
    )


def moment_tag(at: datetime | date, form: str = "moment") -> Markup:
    """A <time> element. form is moment (day and hour), day, distance ("3 days ago", the exact time on hover), or deadline:
    what stands beside a distance, with the hour as long as it is near.
    """
    if not isinstance(at, datetime):
        return Markup('<time datetime="{0:%Y-%m-%d}">{1} {0:%b %Y}</time>').format(at, at.day)
    seen, zone = now(), _chosen_zone()
    shown = zone or site_zone()
    if form == "distance":
        head, _, _ = str(_exact(at, shown, not zone, "title")).partition(">")
        return Markup(f"{head}>{distance(at, seen)}</time>")  # noqa: S704
    return _exact(at, shown, not zone, _form_of(at, seen, form))


def _form_of(at: datetime, seen: datetime, form: str) -> str:
    if form == "day":
        return form
    if at <= seen:
        return "past"
    if form == "deadline":
        return "near" if at < seen + NEAR else "far"
    return form
