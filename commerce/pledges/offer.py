"""A campaign as one reader sees it: where it stands, what they would pay, what they have pledged and may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.price import AllIn, all_in
from commerce.campaigns.standing import Standing
from commerce.catalog.product import Product
from commerce.pledges.forms import PledgeForm, pledge_form
from commerce.pledges.pledge import Pledge
from commerce.pledges.policy import may_pledge, may_withdraw
from commerce.pledges.queries import standing_pledge
from kernel.clock import now
from kernel.policy import Verdict, refused
from members.accounts.member import Member


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything that the panel of a campaign shows. Price is None until there are terms."""

    product: Product
    campaign: Campaign
    standing: Standing
    may: Verdict
    may_withdraw: Verdict
    mine: Pledge | None
    form: PledgeForm | None
    price: AllIn | None


def offer_to(
    viewer: Member | None, product: Product, data: Any = None, wanted: Mapping[str, str] | None = None
) -> Offer | None:
    """The offer of a product, its campaign loaded; None when it has none.

    `data` is what was typed, if anything; `wanted` the choice that the page's address asks for.
    """
    campaign = product.campaign
    if campaign is None:
        return None
    at = now()
    mine = standing_pledge(viewer, campaign)
    form = pledge_form(product, campaign, data, mine, wanted) if campaign.is_launched else None
    return Offer(
        product=product,
        campaign=campaign,
        standing=campaign.standing(at),
        may=may_pledge(viewer, campaign, at),
        may_withdraw=may_withdraw(viewer, mine, at) if mine else refused(""),
        mine=mine,
        form=form,
        price=price_of(campaign, form.quantity.data, form.region.data) if form else None,
    )


def price_of(campaign: Campaign, quantity: int | None, region: str | None) -> AllIn | None:
    """What so many units to a region cost all-in, falling back to one unit and the first region."""
    rates = campaign.shipping_rates
    if campaign.price_minor is None or not rates:
        return None
    rate = campaign.rate_for(region or "") or rates[0]
    try:
        return all_in(campaign.price_minor, campaign.tax_basis_points or 0, rate.amount_minor, quantity or 1)
    except ValueError:
        return all_in(campaign.price_minor, campaign.tax_basis_points or 0, rate.amount_minor, 1)
