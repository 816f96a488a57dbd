"""How often people may try what guards an account: per account, per neighbourhood of addresses, and for everyone together.

Only failures stay counted: who proves themselves gets the try back, so that thirty people behind one address can come in.
The limit for everyone refuses nobody whose own network has hardly tried, so that no stranger can close the site by using it up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from kernel import throttle
from kernel.rules import Throttled, TooManyTries
from kernel.throttle import Rate, Try, networks
from members.event_days.queries import is_event_at

MINUTES, HOUR, DAY = 60, 3600, 86_400
SPARED = 3  # tries of one wide network that the limit for everyone lets through, in that limit's own span
TENFOLD = 10  # what staff's "event today" widens; and where the limit for everyone is final


@dataclass(frozen=True)
class Limits:
    """The rates of one kind of try: nearby is a /24 or /56, around it a /16 or /48."""

    account: tuple[Rate, ...] = ()
    nearby: tuple[Rate, ...] = ()
    around: tuple[Rate, ...] = ()
    everyone: tuple[Rate, ...] = ()


SIGN_IN = Limits(
    account=(Rate(10, 5 * MINUTES), Rate(60, DAY)),
    nearby=(Rate(20, 5 * MINUTES), Rate(100, HOUR)),
    around=(Rate(60, 5 * MINUTES), Rate(300, HOUR)),
    everyone=(Rate(1000, 5 * MINUTES),),
)
LETTER = Limits(
    account=(Rate(3, HOUR), Rate(5, DAY)),
    nearby=(Rate(10, HOUR),),
    around=(Rate(40, HOUR),),
    everyone=(Rate(500, HOUR),),
)
TABLE: dict[str, Limits] = {
    "sign-in": SIGN_IN,
    "known-device": Limits(account=SIGN_IN.account),
    "sign-up": Limits(
        nearby=(Rate(30, HOUR), Rate(60, DAY)), around=(Rate(60, HOUR), Rate(200, DAY)), everyone=(Rate(200, HOUR),)
    ),
    "letter": LETTER,
    "reset": Limits((Rate(3, HOUR),), LETTER.nearby, LETTER.around, LETTER.everyone),
    "link": Limits(nearby=(Rate(30, HOUR),)),
    "password": Limits(account=(Rate(10, 5 * MINUTES),), nearby=(Rate(20, 5 * MINUTES),)),
}

OF_PASSWORDS = ("sign-in", "known-device", "password")


def guard(name: str, address: str | None, account: str = "", near: str = "") -> None:
    """Count one try. Raises Throttled when it is one too many; closed when counts cannot be stored.

    `near` is the key of the closest neighbourhood where give_back_near() will know no more than that.
    """
    if not current_app.config.get("RATE_LIMITS", True):
        return
    factor = TENFOLD if is_event_at(networks(address)) else 1
    try:
        throttle.check_groups(_groups(name, networks(address), account, near, factor), closed=True)
    except Throttled as error:
        if name in OF_PASSWORDS:
            raise TooManyTries(error.words, error.retry_after) from None
        raise


@contextmanager
def only_failures(name: str, address: str | None, account: str = "") -> Iterator[None]:
    """Count a try at what is done within; it stays counted when that raises. Raises Throttled instead of doing it."""
    guard(name, address, account)
    yield
    throttle.give_back([one for group in _groups(name, networks(address), account) for one in group])


def give_back_near(name: str, near: str, at: datetime) -> None:
    """Uncount in the closest neighbourhood what was counted at that moment; around it and for everyone it stays."""
    throttle.give_back([(f"{name}.nearby", near, rate) for rate in TABLE[name].nearby], at)


def lift(name: str, account: str) -> None:
    """Forget the tries at this account, whoever made them."""
    throttle.lift([(f"{name}.account", account, rate) for rate in TABLE[name].account])


def _groups(name: str, shared: list[str], account: str, near: str = "", factor: int = 1) -> list[list[Try]]:
    """One of which all are over refuses: so the limit for everyone, and the share of one's own network, only together."""
    limits = TABLE[name]
    own = [(f"{name}.account", account, rate) for rate in limits.account if account]
    own += [(f"{name}.nearby", near or shared[0], _times(rate, factor)) for rate in limits.nearby]
    own += [(f"{name}.around", shared[-1], _times(rate, factor)) for rate in limits.around]
    groups = [[one] for one in own]
    for rate in limits.everyone:
        spared = (f"{name}.share", shared[-1], Rate(SPARED, rate.seconds))
        groups.append([(f"{name}.all", "all", _times(rate, factor)), spared])
        groups.append([(f"{name}.all", "all", _times(rate, TENFOLD))])
    return groups


def _times(rate: Rate, factor: int) -> Rate:
    return Rate(rate.limit * factor, rate.seconds)
