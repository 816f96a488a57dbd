"""Launching fixes the terms and puts the product on the list. Nothing is launched that is not complete.

As long as nobody has pledged, an offer can be taken back: it binds nobody.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sqlalchemy import update

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.policy import WHY_PLEDGED, may_launch, may_take_back
from commerce.campaigns.readiness import missing
from commerce.catalog.listing import list_product, unlist
from commerce.catalog.news import tell_its_people
from commerce.catalog.product import Product
from commerce.payments.account import account_in_force
from governance.record.recording import record
from ideas import lineage
from kernel.clock import now
from kernel.database import db, lock, now_by_the_database, reread, rows_changed
from kernel.outbox import post
from kernel.policy import Refused, require
from kernel.rules import RuleBroken
from members.accounts.member import Member

REASON_MAX = 300


def launch(actor: Member, product: Product, campaign: Campaign, seen: str | None = None) -> None:
    """Fix the terms from this moment. A window that should have opened already opens now. Raises Refused.

    `seen` is the sight_of() what the actor looked at; RuleBroken when something has changed since.
    """
    lock(campaign)
    lock(product)
    at = now()
    require(may_launch(actor, campaign, missing(product, campaign, account_in_force(at) is not None, at), at))
    if seen is not None and seen != sight_of(product, campaign):
        raise RuleBroken("Something has changed since you looked. Look once more, then launch.")
    campaign.launched_at, campaign.launched_by_id = at, actor.id
    campaign.opens_at = max(campaign.opens_at or at, at)
    if product.is_draft:
        list_product(actor, product)
    db.session.flush()
    words = f"The campaign for {product.name} was launched: at least {campaign.minimum_units} units."
    record("campaign.launched", f"product:{product.slug}", actor=actor, words=words, **_terms(campaign))
    if product.concept_id is not None:
        lineage.note(product.concept_id, "campaign", offered_words(product, campaign), product.path)
    post("campaign.launched", key=f"campaign-launched:{campaign.launch_key}", campaign_id=campaign.id)


def take_back(actor: Member, product: Product, campaign: Campaign, reason: str) -> None:
    """Make a launched campaign a draft again, before anybody has pledged. Raises Refused, and RuleBroken on reason.

    A first pledge at the same moment wins or loses as a whole: the row that counts pledges decides, and the database
    holds no pledge of a draft.
    """
    lock(campaign)
    lock(product)
    require(may_take_back(actor, campaign, now_by_the_database()))
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= REASON_MAX:
        raise RuleBroken(f"Say why, in at most {REASON_MAX} characters: everybody can read it.", "reason")
    listed_by_launch = product.listed_at and campaign.launched_at and product.listed_at >= campaign.launched_at
    _undo_launch(campaign, reason)
    if listed_by_launch:
        unlist(actor, product, reason)
    words = f"The campaign for {product.name} was taken back before anybody had pledged: {reason}"
    record("campaign.taken-back", f"product:{product.slug}", actor=actor, words=words, reason=reason)
    told = f"The offer of “{product.name}” was taken back before anybody had pledged, and may come again. Why: {reason}"
    if product.concept_id is not None:
        lineage.no_longer(product.concept_id, "campaign", "taken-back", told, product.path)
    tell_its_people(product, f"taken-back:{campaign.launch_key}", told)


def _undo_launch(campaign: Campaign, reason: str) -> None:
    undone = db.session.execute(
        update(Campaign)
        .where(Campaign.id == campaign.id, Campaign.launched_at.is_not(None), Campaign.pledges_count == 0)
        .values(launched_at=None, launched_by_id=None, taken_back_at=now(), taken_back_because=reason)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(undone) != 1:
        raise Refused(WHY_PLEDGED)
    reread(campaign)


def sight_of(product: Product, campaign: Campaign) -> str:
    """A mark of all that launching fixes; it is another one as soon as a word or a figure is."""
    words = (product.name, product.summary, product.words_source, product.risks_source)
    options = [option.label for option in product.options]
    pictures = [shown.picture_id for shown in product.pictures]
    whole = (words, options, pictures, _terms(campaign))
    return sha256(repr(whole).encode()).hexdigest()[:16]


def offered_words(product: Product, campaign: Campaign) -> str:
    """What its people are told, and its concept shows, from the launch on."""
    return f"“{product.name}” can be pledged for. You pay nothing unless {campaign.minimum_units} are pledged in time."


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
