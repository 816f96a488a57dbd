"""What readers of pledges need: a member sees their own, staff see all, everybody else sees none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from commerce.campaigns.campaign import Campaign
from commerce.catalog.product import Product, ProductPicture
from commerce.pledges.pledge import Pledge
from commerce.pledges.policy import may_see_pledge
from commerce.pledges.states import PledgeState
from kernel.database import db
from members.accounts.member import Member


@cache
def whole() -> tuple[ExecutableOption, ...]:
    """Everything that a pledge's page shows, but its steps."""
    pictures = selectinload(Product.pictures).joinedload(ProductPicture.picture)
    product = joinedload(Campaign.product).options(joinedload(Product.forum), pictures)
    return (
        joinedload(Pledge.campaign).options(joinedload(Campaign.settlement), product),
        joinedload(Pledge.option),
        joinedload(Pledge.member),
    )


def pledge_by_reference(reference: str) -> Pledge | None:
    """One pledge with its campaign, product and option, whoever asks. Acts and staff pages only."""
    return db.session.scalar(select(Pledge).filter_by(reference=reference).options(*whole()))


def pledge_for(viewer: Member | None, pledge_id: int) -> Pledge | None:
    """One pledge with its steps; None when there is none for this viewer."""
    query = select(Pledge).filter_by(id=pledge_id).options(*whole(), selectinload(Pledge.steps))
    pledge: Pledge | None = db.session.scalar(query)
    return pledge if pledge is not None and may_see_pledge(viewer, pledge) else None


def standing_pledge(viewer: Member | None, campaign: Campaign | None) -> Pledge | None:
    """The viewer's own pledge in a campaign that is at hand with its product, unless withdrawn."""
    if viewer is None or campaign is None:
        return None
    found: Pledge | None = db.session.scalar(_standing(), {"campaign_id": campaign.id, "member_id": viewer.id})
    return found


@cache
def _standing() -> Select[Any]:
    mine = select(Pledge).where(
        Pledge.campaign_id == bindparam("campaign_id"), Pledge.member_id == bindparam("member_id")
    )
    return mine.where(Pledge.state != PledgeState.WITHDRAWN).options(joinedload(Pledge.option))


def pledges_of(member: Member) -> Sequence[Pledge]:
    """A member's own pledges, newest first, at most 200."""
    newest = select(Pledge).filter_by(member_id=member.id).order_by(Pledge.placed_at.desc(), Pledge.id.desc())
    return db.session.scalars(newest.limit(200).options(*whole())).all()


def waiting_in(campaign: Campaign | None) -> int:
    """How many pledges of a campaign are to be paid, or are paid and not sent: their people count on the product."""
    if campaign is None or campaign.launched_at is None:
        return 0
    counted = select(func.count(Pledge.id)).where(Pledge.campaign_id == campaign.id)
    return db.session.scalars(counted.where(Pledge.state.in_((PledgeState.DUE, PledgeState.PAID)))).one()


def are_named(option_ids: Sequence[int]) -> bool:
    """Whether any pledge, standing or ended, names one of these options."""
    return db.session.scalar(select(Pledge.id).where(Pledge.option_id.in_(option_ids)).limit(1)) is not None
