"""How often people may try what guards an account: per account, per neighbourhood of addresses, and for everyone together."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.throttle import Rate, check_all, network

MINUTES, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Limits:
    """The rates of one kind of try."""

    account: tuple[Rate, ...] = ()
    nearby: tuple[Rate, ...] = ()
    everyone: tuple[Rate, ...] = ()


SIGN_IN = Limits(
    account=(Rate(10, 5 * MINUTES), Rate(60, DAY)),
    nearby=(Rate(20, 5 * MINUTES), Rate(100, HOUR)),
    everyone=(Rate(1000, 5 * MINUTES),),
)
TABLE: dict[str, Limits] = {
    "sign-in": SIGN_IN,
    "sign-up": Limits(nearby=(Rate(5, HOUR), Rate(20, DAY)), everyone=(Rate(200, HOUR),)),
    "letter": Limits(account=(Rate(3, HOUR), Rate(5, DAY)), nearby=(Rate(10, HOUR),), everyone=(Rate(500, HOUR),)),
    "link": Limits(nearby=(Rate(30, HOUR),)),
    "password": Limits(account=(Rate(10, 5 * MINUTES),), nearby=(Rate(20, 5 * MINUTES),)),
}


def guard(name: str, address: str | None, account: str = "") -> None:
    """Count one try. Raises Throttled when it is one too many; closed when counts cannot be stored."""
    limits = TABLE[name]
    tries = [(f"{name}.nearby", network(address), rate) for rate in limits.nearby]
    tries += [(f"{name}.all", "all", rate) for rate in limits.everyone]
    if account:
        tries += [(f"{name}.account", account, rate) for rate in limits.account]
    check_all(tries, closed=True)
