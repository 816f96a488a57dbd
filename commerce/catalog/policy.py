"""Staff make products and put them on the list; everybody sees what is listed, and what their concept is becoming."""

from __future__ import annotations

from datetime import datetime

from commerce.campaigns.standing import Standing
from commerce.catalog.product import Product, ProductState
from ideas.forums.policy import standing as good_standing
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member


def may_keep_shop(member: Member | None, at: datetime) -> Verdict:
    """Whether they may make products, run campaigns and record money."""
    able = good_standing(member)
    if member is None or not able:
        return able
    return able if member.is_staff else refused("Only the brand's staff keep the shop.")


def may_see(member: Member | None, product: Product) -> Verdict:
    """Whether a product's page exists for them: a draft that grew from a concept is public as being prepared."""
    if product.state is not ProductState.DRAFT or product.concept_id is not None:
        return ALLOWED
    return ALLOWED if member is not None and member.is_staff else refused("This product is not public yet.")


def may_describe(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may change its words, risks and options. Its campaign must be loaded."""
    able = may_keep_shop(member, at)
    if not able:
        return able
    if product.is_retired:
        return refused("This product is retired; its page stays as it was.")
    if product.campaign is not None and product.campaign.is_launched:
        return refused("The campaign is launched: what people pledge for is fixed.")
    return able


def may_list(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may put a draft on the list."""
    able = may_keep_shop(member, at)
    if able and not product.is_draft:
        return refused("This product is already listed.")
    return able


def may_retire(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may take it off the list. Its campaign and settlement must be loaded."""
    able = may_keep_shop(member, at)
    if not able:
        return able
    if product.state is not ProductState.LISTED:
        return refused("Only a listed product can be retired.")
    campaign = product.campaign
    if campaign is not None and campaign.standing(at) in (Standing.ANNOUNCED, Standing.OPEN, Standing.CLOSED):
        return refused("Its campaign is not settled yet: people rely on its terms until then.")
    return able
