"""How improbable a number is by chance: the upper tails of the binomial and the Poisson distribution."""

from __future__ import annotations

from math import exp, lgamma, log

NEGLIGIBLE = 1e-18


def at_least(found: int, of: int, share: float) -> float:
    """P(X >= found) for X binomial with `of` tries of probability `share`: the sum of its terms, largest first."""
    if found <= 0:
        return 1.0
    share = min(max(share, 1e-12), 1 - 1e-12)
    whole = lgamma(of + 1)
    odds, term = share / (1 - share), 0.0
    term = exp(whole - lgamma(found + 1) - lgamma(of - found + 1) + found * log(share) + (of - found) * log(1 - share))
    total = 0.0
    for number in range(found, of + 1):
        total += term
        term *= odds * (of - number) / (number + 1)
        if term < NEGLIGIBLE * total:
            break
    return min(total, 1.0)


def at_least_events(found: int, expected: float) -> float:
    """P(X >= found) for X Poisson with this mean."""
    if found <= 0:
        return 1.0
    expected = max(expected, 1e-12)
    term = exp(found * log(expected) - expected - lgamma(found + 1))
    total, number = 0.0, found
    while term > NEGLIGIBLE * total and number < found + 10_000:
        total += term
        number += 1
        term *= expected / number
    return min(total, 1.0)
