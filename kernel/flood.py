"""No one person, script or network keeps the site busy alone: how often they may ask, counted in this process's memory.

These limits are far above what anybody does by hand and guard no secret, so they cost no write; what guards a password is
counted in the database (kernel/throttle.py). Each server process counts for itself: the true bound is the limit times their
number. A window slides as there; a refused request is not counted, so whoever stops may go on soon.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import Flask, current_app, request

from kernel.access import viewer
from kernel.clock import shift
from kernel.csrf import SAFE
from kernel.outage import if_it_can_be
from kernel.rules import Throttled, wait_words
from kernel.throttle import Rate, networks

MINUTE, DAY = 60, 86_400
MOST = 20_000  # counts kept, some six megabytes; beyond it those that came longest ago are forgotten
ASKED_AGAIN = 5.0  # seconds
WIDER = 5  # so many times a neighbourhood's limit for the /16 or /48 around it


@dataclass(frozen=True, slots=True)
class Limits:
    """The rates of one kind of request: per account, per neighbourhood of anybody, and of those without an account."""

    account: tuple[Rate, ...] = ()
    nearby: tuple[Rate, ...] = ()
    guests: tuple[Rate, ...] = ()


# Thirty people at one address, each with twenty posts or pages a minute, are within all of these.
POSTS = Limits(account=(Rate(60, MINUTE), Rate(2_000, DAY)), nearby=(Rate(600, MINUTE),))
PAGES = Limits(account=(Rate(240, MINUTE),), guests=(Rate(600, MINUTE),))
FILES = ("assets.file", "brand.css", "pictures.show")  # a page has dozens of them, each asked once a year


class Counts:
    """How often each key came of late. Only hashes are kept, and no more of them than MOST. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[int, tuple[int, int, int]] = OrderedDict()

    def wait(self, tries: Sequence[tuple[str, str, Rate]], moment: float) -> int:
        """Seconds until a request under each of these (name, key, rate) may pass; 0 when it may, and then it is counted."""
        with self._lock:
            found = [(hash((name, key, rate.seconds)), rate) for name, key, rate in tries]
            wait = max((self._over(slot, rate, moment) for slot, rate in found), default=0)
            if not wait:
                for slot, rate in found:
                    self._count(slot, int(moment // rate.seconds))
            return wait

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()

    def _sums(self, slot: int, window: int) -> tuple[int, int]:
        """The counts of this window and of the one before it."""
        last, hits, before = self._kept.get(slot, (window, 0, 0))
        if last == window:
            return hits, before
        return 0, hits if last == window - 1 else 0

    def _over(self, slot: int, rate: Rate, moment: float) -> int:
        window, into = divmod(moment, rate.seconds)
        hits, before = self._sums(slot, int(window))
        if hits + before * (1 - into / rate.seconds) < rate.limit:
            return 0
        return max(1, int(rate.seconds - into) + 1)

    def _count(self, slot: int, window: int) -> None:
        hits, before = self._sums(slot, window)
        self._kept[slot] = (window, hits + 1, before)
        self._kept.move_to_end(slot)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)


class Widened:
    """The neighbourhoods whose limits are so many times wider today; None among them stands for everywhere."""

    def __init__(self, times: int, where: Callable[[], Iterable[str | None]]) -> None:
        self._times, self._ask = times, where
        self._where: frozenset[str | None] = frozenset()
        self._until = 0.0

    def factor(self, near: Sequence[str], moment: float) -> int:
        """Asked only for who is over the usual limit, and then of the database every few seconds at most."""
        if moment >= self._until:
            self._until = moment + ASKED_AGAIN
            with if_it_can_be():
                self._where = frozenset(self._ask())
        return self._times if self._where & {None, *near} else 1


def widen(app: Flask, times: int, where: Callable[[], Iterable[str | None]]) -> None:
    """Have these neighbourhoods' limits be so many times wider; what guards an account stays."""
    app.extensions["flood_widened"] = Widened(times, where)


def refuse_flood(name: str, limits: Limits) -> None:
    """Count one request of this kind for whoever makes it. Raises Throttled (429) when it is one too many."""
    if not current_app.config["RATE_LIMITS"]:
        return
    near, moment = networks(request.remote_addr), time.monotonic() + shift().total_seconds()
    counts: Counts = current_app.extensions["flood"]
    widened: Widened | None = current_app.extensions.get("flood_widened")
    wait = counts.wait(_tries(name, limits, near), moment)
    if wait and widened and (factor := widened.factor(near, moment)) > 1:
        wait = counts.wait(_tries(name, limits, near, factor), moment)
    if wait:
        raise Throttled(
            f"That was too many requests in a short time. Please wait {wait_words(wait)} and try again.", wait
        )


def _tries(name: str, limits: Limits, near: Sequence[str], factor: int = 1) -> list[tuple[str, str, Rate]]:
    person = viewer()
    tries = [(f"{name}.account", str(person.id), rate) for rate in limits.account] if person else []
    for rate in limits.nearby if person else limits.nearby + limits.guests:
        for place, wider in zip(near, (1, WIDER), strict=False):
            tries.append((f"{name}.nearby", place, Rate(factor * wider * rate.limit, rate.seconds)))
    return tries


def _before() -> Any:
    if request.method not in SAFE:
        refuse_flood("post", POSTS)
    elif request.endpoint not in FILES and request.path != "/health":  # a probe that is refused takes the site away
        refuse_flood("page", PAGES)


def install(app: Flask) -> None:
    """Look before the form's token and its key are: what is too much is neither checked nor stored."""
    app.extensions["flood"] = Counts()
    app.before_request(_before)
