"""Staff set the terms until launch; from then on nobody changes them. What nobody pledged for can be taken back."""

from __future__ import annotations

from datetime import datetime

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.standing import Standing, way_back
from commerce.catalog.policy import may_keep_shop
from kernel.policy import Verdict, refused
from members.accounts.member import Member

WHY_PLEDGED = "Somebody has pledged, and relies on the terms. It cannot be taken back any more."


def may_set_terms(member: Member | None, campaign: Campaign, at: datetime) -> Verdict:
    """Whether they may change the terms."""
    able = may_keep_shop(member, at)
    if able and campaign.is_launched:
        return refused(f"The campaign is launched: its terms are fixed, for everybody.{way_back(campaign, at)}")
    return able


def may_launch(member: Member | None, campaign: Campaign, missing: list[str], at: datetime) -> Verdict:
    """Whether they may launch; `missing` is what readiness.missing() found."""
    able = may_keep_shop(member, at)
    if not able:
        return able
    if campaign.is_launched:
        return refused("The campaign is launched already.")
    return able if not missing else refused("Still missing: " + " ".join(missing))


def may_take_back(member: Member | None, campaign: Campaign, at: datetime) -> Verdict:
    """Whether they may make it a draft again. Its settlement must be loaded."""
    able = may_keep_shop(member, at)
    if not able:
        return able
    standing = campaign.standing(at)
    if standing is Standing.DRAFT:
        return refused("The campaign is not launched.")
    if standing not in (Standing.ANNOUNCED, Standing.OPEN):
        return refused("Pledging is over; what was decided then stays.")
    return able if not campaign.pledges_count else refused(WHY_PLEDGED)
