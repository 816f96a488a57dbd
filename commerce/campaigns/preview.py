"""What a campaign comes to, in figures, for the look before launch: a slipped digit is seen here or never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.price import tax_within

LONG_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Preview:
    """Minor units, of goods without shipping. `odd` holds a sentence for each thing that is allowed but seldom meant."""

    tax_minor: int
    at_minimum: int
    at_cap: int | None
    days_open: int
    odd: list[str]


def preview_of(campaign: Campaign, at: datetime) -> Preview:
    """The sums of a campaign whose terms are complete."""
    price, minimum, cap = campaign.price_minor or 0, campaign.minimum_units or 0, campaign.cap_units
    opens, closes = max(campaign.opens_at or at, at), campaign.closes_at or at
    return Preview(
        tax_minor=tax_within(price, campaign.tax_basis_points or 0),
        at_minimum=price * minimum,
        at_cap=price * cap if cap else None,
        days_open=(closes - opens).days,
        odd=_odd(campaign, closes - opens, at),
    )


def _odd(campaign: Campaign, window: timedelta, at: datetime) -> list[str]:
    promised, closes = campaign.promised_on, campaign.closes_at
    dear = [rate.region for rate in campaign.shipping_rates if rate.amount_minor > (campaign.price_minor or 0)]
    found = [
        (campaign.tax_basis_points == 0, "The tax rate is 0."),
        (campaign.opens_at is not None and campaign.opens_at < at, "The opening has passed: pledging opens at once."),
        (window < timedelta(days=1), "Pledging is open for less than a day."),
        (
            bool(promised and closes and promised - closes.date() > LONG_AFTER),
            "Delivery is promised a year after the close, or later.",
        ),
        (bool(dear), f"Shipping costs more than the product: {', '.join(dear)}."),
    ]
    return [words for is_so, words in found if is_so]
