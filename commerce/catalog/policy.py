"""Staff make products and put them on the list; everybody sees what is listed, and what their concept is becoming."""

from __future__ import annotations

from datetime import datetime

from commerce.campaigns.standing import Standing, way_back
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
    if product.was_listed or product.concept_id is not None:
        return ALLOWED
    return ALLOWED if member is not None and member.is_staff else refused("This product is not public yet.")


def may_describe(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may change its words, risks and options. Its campaign must be loaded."""
    able = may_keep_shop(member, at)
    if not able:
        return able
    if product.is_retired:
        return refused("This product is retired; its page stays as it was.")
    if product.is_dropped:
        return refused("This draft was dropped. Take it up again first.")
    if product.campaign is not None and product.campaign.is_launched:
        return refused(f"The campaign is launched: what people pledge for is fixed.{way_back(product.campaign, at)}")
    return able


def may_change_pictures(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may take a picture away: nobody stands to their pledge by it. Its campaign must be loaded."""
    able = may_keep_shop(member, at)
    if not able or product.campaign is None or not product.campaign.is_launched:
        return may_describe(member, product, at)
    if product.is_retired:
        return refused("This product is retired; its page stays as it was.")
    if product.campaign.units_at_close:
        return refused("People pledged by these pictures. Add another one instead.")
    return able


def may_list(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may put a draft on the list."""
    able = may_keep_shop(member, at)
    if able and product.is_dropped:
        return refused("This draft was dropped. Take it up again first.")
    if able and not product.is_draft:
        return refused("This product is already listed.")
    return able


def may_drop(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may stop preparing it."""
    able = may_keep_shop(member, at)
    return able if not able or product.is_draft else refused("Only a draft can be dropped.")


def may_take_up(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may prepare it again after it was dropped."""
    able = may_keep_shop(member, at)
    return able if not able or product.is_dropped else refused("This draft is not dropped.")


def may_bring_back(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may put it on the list again after it was retired."""
    able = may_keep_shop(member, at)
    return able if not able or product.is_retired else refused("This product is not retired.")


def may_place(member: Member | None, product: Product, at: datetime) -> Verdict:
    """Whether they may say which forum it belongs to."""
    able = may_keep_shop(member, at)
    if able and product.concept_id is not None:
        return refused("It belongs to the forum of its concept.")
    return able


def may_retire(member: Member | None, product: Product, waiting: int, at: datetime) -> Verdict:
    """Whether they may take it off the list; `waiting` pledges are to be paid or to be sent.

    Its campaign and settlement must be loaded.
    """
    able = may_keep_shop(member, at)
    if not able:
        return able
    if product.state is not ProductState.LISTED:
        return refused("Only a listed product can be retired.")
    campaign = product.campaign
    if campaign is not None and campaign.standing(at) in (Standing.ANNOUNCED, Standing.OPEN, Standing.CLOSED):
        return refused("Its campaign is not settled yet: people rely on its terms until then.")
    if waiting:
        words = "1 pledge is" if waiting == 1 else f"{waiting:,} pledges are"
        return refused(
            f"{words} still to be paid, sent or refunded. Settle that first: nobody waits for a retired product."
        )
    return able
