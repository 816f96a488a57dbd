"""Launching fixes the terms and puts the product on the list. Nothing is launched that is not complete."""

from __future__ import annotations

from typing import Any

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.policy import may_launch
from commerce.campaigns.readiness import missing
from commerce.catalog.listing import list_product
from commerce.catalog.product import Product
from commerce.payments.account import account_in_force
from governance.record.recording import record
from ideas import lineage
from kernel.clock import now
from kernel.database import db, lock
from kernel.outbox import post
from kernel.policy import require
from members.accounts.member import Member


def launch(actor: Member, product: Product, campaign: Campaign) -> None:
    """Fix the terms from this moment. A window that should have opened already opens now. Raises Refused."""
    lock(campaign)
    lock(product)
    at = now()
    require(may_launch(actor, campaign, missing(product, campaign, account_in_force(at) is not None, at), at))
    campaign.launched_at, campaign.launched_by_id = at, actor.id
    campaign.opens_at = max(campaign.opens_at or at, at)
    if product.is_draft:
        list_product(actor, product)
    db.session.flush()
    words = f"The campaign for {product.name} was launched: at least {campaign.minimum_units} units."
    record("campaign.launched", f"product:{product.slug}", actor=actor, words=words, **_terms(campaign))
    if product.concept_id is not None:
        lineage.note(product.concept_id, "campaign", f"The campaign for “{product.name}” was launched.", product.path)
    post("campaign.launched", key=f"campaign-launched:{campaign.id}", campaign_id=campaign.id)


def _terms(campaign: Campaign) -> dict[str, Any]:
    """The terms as the public record keeps them: text and whole numbers."""
    return {
        "currency": campaign.currency,
        "price_minor": campaign.price_minor,
        "tax_basis_points": campaign.tax_basis_points,
        "minimum_units": campaign.minimum_units,
        "cap_units": campaign.cap_units,
        **{name: getattr(campaign, name).isoformat() for name in ("opens_at", "closes_at", "promised_on")},
        "shipping": [[rate.region, rate.amount_minor] for rate in campaign.shipping_rates],
    }
