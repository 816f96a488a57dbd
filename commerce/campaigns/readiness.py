"""What a campaign still lacks before it may be launched. Launch needs everything; nothing is filled in by default."""

from __future__ import annotations

from datetime import datetime

from commerce.campaigns.campaign import Campaign
from commerce.catalog.product import Product


def missing(product: Product, campaign: Campaign, has_account: bool, at: datetime) -> list[str]:
    """One sentence per thing that is missing, in the order of the form; empty when it can be launched.

    The product's options and pictures and the campaign's shipping rates must be loaded.
    """
    wanted = [
        (product.state == "retired", "The product is retired."),
        (product.state == "dropped", "The draft was dropped. Take it up again first."),
        (not product.words_source.strip(), "Describe the product."),
        (not product.options, "Offer at least one option."),
        (not product.pictures, "Add a picture."),
        (not product.risks_source.strip(), "Say what could go wrong."),
        (campaign.price_minor is None, "Set the price."),
        (campaign.tax_basis_points is None, "Set the tax rate, even if it is 0."),
        (not campaign.shipping_rates, "Set shipping for at least one region."),
        (campaign.minimum_units is None, "Set the minimum."),
        (campaign.promised_on is None, "Promise a delivery date."),
        (not has_account, "Set the bank account that pledges are paid to."),
    ]
    return [words for lacking, words in wanted if lacking] + _window(campaign, at)


def _window(campaign: Campaign, at: datetime) -> list[str]:
    if campaign.opens_at is None or campaign.closes_at is None:
        return ["Set when pledging opens and closes."]
    if campaign.closes_at <= at:
        return ["The closing time has passed; set a later one."]
    if campaign.promised_on is not None and campaign.promised_on <= campaign.closes_at.date():
        return ["Promise a delivery date after the close."]
    return []
