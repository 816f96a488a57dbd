"""The terms of a campaign: what one unit costs, tax and shipping, the window, the minimum and the cap, the promised day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commerce.campaigns.campaign import Campaign, ShippingRate
from commerce.campaigns.policy import may_set_terms
from governance.charter.values import value
from kernel.amount import CURRENCIES, LARGEST_MINOR
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken, refuse_all
from members.accounts.member import Member

MOST_UNITS_IN_ALL = 1_000_000
MOST_REGIONS = 30
REGION_MAX = 60


@dataclass(frozen=True, slots=True)
class Terms:
    """Amounts in minor units, tax in basis points, moments in UTC. None means: not decided yet, cap: no cap."""

    currency: str = "EUR"
    price_minor: int | None = None
    tax_basis_points: int | None = None
    minimum_units: int | None = None
    cap_units: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    promised_on: date | None = None
    shipping: Sequence[tuple[str, int]] = ()


def set_terms(actor: Member, campaign: Campaign, terms: Terms) -> None:
    """Write the terms of a campaign that is not launched. Raises Refused, and RuleBroken on the term's field."""
    lock(campaign)
    require(may_set_terms(actor, campaign, now()))
    refuse_all(list(_faults(terms)))
    for term in ("currency", "price_minor", "tax_basis_points", "minimum_units", "cap_units", "promised_on"):
        setattr(campaign, term, getattr(terms, term))
    campaign.opens_at, campaign.closes_at = terms.opens_at, terms.closes_at
    kept = {rate.region: rate for rate in campaign.shipping_rates}
    campaign.shipping_rates = [kept.get(region) or ShippingRate(region=region) for region, _ in terms.shipping]
    for position, (rate, (_, amount)) in enumerate(zip(campaign.shipping_rates, terms.shipping, strict=True)):
        rate.position, rate.amount_minor = position, amount
    db.session.flush()


def _faults(terms: Terms) -> Iterator[RuleBroken]:
    """Every term that does not fit, each on its field, so that whoever typed learns of all at once."""
    yield from _price_faults(terms)
    yield from _unit_faults(terms)
    yield from _date_faults(terms)
    yield from _shipping_faults(terms.shipping)


def _price_faults(terms: Terms) -> Iterator[RuleBroken]:
    if terms.currency not in CURRENCIES:
        yield RuleBroken(f"Choose one of {', '.join(CURRENCIES)}.", "currency")
    if terms.price_minor is not None and not 0 < terms.price_minor <= LARGEST_MINOR:
        yield RuleBroken("The price is more than nothing.", "price")
    if terms.tax_basis_points is not None and not 0 <= terms.tax_basis_points < 10_000:
        yield RuleBroken("The tax rate is from 0 to under 100 percent.", "tax")


def _unit_faults(terms: Terms) -> Iterator[RuleBroken]:
    if terms.minimum_units is not None and not 0 < terms.minimum_units <= MOST_UNITS_IN_ALL:
        yield RuleBroken(f"The minimum is 1 to {MOST_UNITS_IN_ALL:,} units.", "minimum")
    if terms.cap_units is None:
        return
    if terms.cap_units > MOST_UNITS_IN_ALL or terms.cap_units < (terms.minimum_units or 1):
        yield RuleBroken("The cap is at least the minimum. Leave it empty for no cap.", "cap")


def _date_faults(terms: Terms) -> Iterator[RuleBroken]:
    if terms.opens_at is None or terms.closes_at is None:
        return
    if terms.closes_at <= terms.opens_at:
        yield RuleBroken("Pledging closes after it opens.", "closes_at")
    if terms.closes_at - terms.opens_at > timedelta(days=(longest := value("campaign.window-days"))):
        yield RuleBroken(f"Pledging stays open for at most {longest} days.", "closes_at")
    if terms.promised_on is not None and terms.promised_on <= terms.closes_at.date():
        yield RuleBroken("The promised day comes after the close.", "promised_on")


def _shipping_faults(shipping: Sequence[tuple[str, int]]) -> Iterator[RuleBroken]:
    regions = [region.casefold() for region, _ in shipping]
    if len(set(regions)) != len(regions):
        yield RuleBroken("A region is named twice.", "shipping")
    if len(regions) > MOST_REGIONS or any(not 1 <= len(region) <= REGION_MAX for region in regions):
        yield RuleBroken(f"At most {MOST_REGIONS} regions of at most {REGION_MAX} characters each.", "shipping")
    if any(not 0 <= amount <= LARGEST_MINOR for _, amount in shipping):
        yield RuleBroken("Shipping costs nothing or more.", "shipping")
