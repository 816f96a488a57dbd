"""What readers need of the making: the timeline with its inspection in two statements, and one's own line in a third."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from commerce.campaigns.campaign import Campaign
from commerce.catalog.policy import may_see
from commerce.catalog.product import Product
from commerce.making.inspection import Inspection, InspectionPhoto
from commerce.making.milestone import Milestone, MilestoneMove, MilestonePicture
from commerce.making.policy import may_confirm_arrival
from commerce.making.shipment import Shipment
from commerce.making.silence import Late, Silence, overdue, owed_since, too_late
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from ideas.forums.forum import Forum
from kernel.clock import now
from kernel.database import db
from kernel.paging import Page, page_of
from kernel.policy import Verdict
from members.accounts.member import Member

SHIPPABLE_PER_PAGE = 100
LATELY = 50


@dataclass(frozen=True, slots=True)
class MyLine:
    """Where one's own pledge stands in the making: the pledge, its parcel once there is one, and may I say it came."""

    pledge: Pledge
    shipment: Shipment | None
    may_confirm: Verdict | None


@dataclass(frozen=True, slots=True)
class Making:
    """What a product page shows of the making."""

    milestones: Sequence[Milestone]
    inspection: Inspection | None
    shipped: int
    delivered: int
    mine: Sequence[MyLine]
    silence: Silence | None
    late: Late | None = None

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.milestones or self.inspection or self.mine)


def product_named(slug: str, viewer: Member | None) -> Product | None:
    """A product that the viewer may see, with its campaign, its forum and the forum's stewards; else None."""
    whole = (
        joinedload(Product.campaign).joinedload(Campaign.settlement),
        joinedload(Product.forum).selectinload(Forum.stewards),
    )
    product = db.session.scalar(select(Product).where(Product.slug == slug).options(*whole))
    return product if product is not None and may_see(viewer, product) else None


def making_of(product_id: int, viewer: Member | None, campaign: Campaign | None = None) -> Making:
    """The timeline, the inspection in force, how many parcels left and arrived, and the viewer's own pledges.

    Two statements for a guest, three for a member; pictures and moved dates come along with them. With its campaign,
    settlement loaded, also whether the promised day has passed, and silence since the close.
    """
    inspection, shipped, delivered = _inspection_and_parcels(product_id)
    milestones = milestones_of(product_id)
    owed = owed_since(campaign, shipped)
    silence = overdue(milestones, inspection, now(), owed)
    late = too_late(campaign, now()) if owed else None
    return Making(milestones, inspection, shipped, delivered, my_lines(product_id, viewer), silence, late)


def milestones_of(product_id: int) -> Sequence[Milestone]:
    """The milestones by promised day, with pictures and moved dates. One statement."""
    whole = (
        joinedload(Milestone.pictures).joinedload(MilestonePicture.picture),
        joinedload(Milestone.moves),
        joinedload(Milestone.corrections),
    )
    ordered = select(Milestone).where(Milestone.product_id == product_id).options(*whole)
    return db.session.scalars(ordered.order_by(Milestone.promised_on, Milestone.id)).unique().all()


def milestone_with_id(milestone_id: int, product_id: int) -> Milestone | None:
    """One milestone of this product with its pictures and moved dates, or None."""
    whole = (
        selectinload(Milestone.pictures).joinedload(MilestonePicture.picture),
        selectinload(Milestone.moves),
        selectinload(Milestone.corrections),
    )
    wanted = select(Milestone).where(Milestone.id == milestone_id, Milestone.product_id == product_id)
    return db.session.scalar(wanted.options(*whole))


def inspection_in_force(product_id: int) -> Inspection | None:
    """The latest report on this product, or None."""
    latest = select(Inspection).where(Inspection.product_id == product_id).order_by(Inspection.id.desc()).limit(1)
    return db.session.scalar(latest)


def inspections_of(product_id: int) -> Sequence[Inspection]:
    """Every report on this product, the newest first, with photos and inspector."""
    whole = (joinedload(Inspection.inspector), selectinload(Inspection.photos).joinedload(InspectionPhoto.picture))
    reports = select(Inspection).where(Inspection.product_id == product_id).options(*whole)
    return db.session.scalars(reports.order_by(Inspection.id.desc()).limit(50)).all()


def _inspection_and_parcels(product_id: int) -> tuple[Inspection | None, int, int]:
    latest = select(func.max(Inspection.id)).where(Inspection.product_id == product_id).scalar_subquery()
    sent = _pledges_in(product_id, PledgeState.SHIPPED, PledgeState.DELIVERED)
    arrived = _pledges_in(product_id, PledgeState.DELIVERED)
    found = (
        select(Inspection, sent, arrived)
        .where(Inspection.id == latest)
        .options(joinedload(Inspection.photos).joinedload(InspectionPhoto.picture), joinedload(Inspection.inspector))
    )
    row = db.session.execute(found).unique().one_or_none()
    return (row[0], row[1], row[2]) if row else (None, 0, 0)


def last_words() -> list[ScalarSelect[Any]]:
    """When something was last said of a product's making, for a select of products: promised, done, moved, inspected."""
    step = aliased(Milestone)
    of_product = step.product_id == Product.id
    return [
        select(func.max(step.created_at)).where(of_product).correlate(Product).scalar_subquery(),
        select(func.max(step.reached_at)).where(of_product).correlate(Product).scalar_subquery(),
        select(func.max(MilestoneMove.moved_at))
        .join(step, step.id == MilestoneMove.milestone_id)
        .where(of_product)
        .correlate(Product)
        .scalar_subquery(),
        select(func.max(Inspection.inspected_at))
        .where(Inspection.product_id == Product.id)
        .correlate(Product)
        .scalar_subquery(),
    ]


def _pledges_in(product_id: int, *states: PledgeState) -> ScalarSelect[int]:
    """How many pledges of the product stand there; the index on campaign and state answers."""
    counted = select(func.count(Pledge.id)).join(Campaign, Campaign.id == Pledge.campaign_id)
    return counted.where(Campaign.product_id == product_id, Pledge.state.in_(states)).scalar_subquery()


def my_lines(product_id: int, viewer: Member | None) -> Sequence[MyLine]:
    """The viewer's standing pledges of this product with their parcels; none for a guest, without a statement."""
    if viewer is None:
        return ()
    own = (
        select(Pledge, Shipment)
        .join(Campaign, Campaign.id == Pledge.campaign_id)
        .outerjoin(Shipment, Shipment.pledge_id == Pledge.id)
        .where(Campaign.product_id == product_id, Pledge.member_id == viewer.id)
        .where(Pledge.state != PledgeState.WITHDRAWN)
        .options(joinedload(Pledge.option))
        .order_by(Pledge.id)
    )
    return [_line(viewer, pledge, shipment) for pledge, shipment in db.session.execute(own)]


def _line(viewer: Member, pledge: Pledge, shipment: Shipment | None) -> MyLine:
    if shipment is None:
        return MyLine(pledge, None, None)
    set_committed_value(shipment, "pledge", pledge)
    return MyLine(pledge, shipment, may_confirm_arrival(viewer, shipment, now()))


def pledges_by_reference(product_id: int, references: Iterable[str]) -> dict[str, Pledge]:
    """The pledges of this product that carry these references."""
    named = select(Pledge).join(Campaign, Campaign.id == Pledge.campaign_id)
    named = named.where(Campaign.product_id == product_id, Pledge.reference.in_(set(references)))
    return {pledge.reference: pledge for pledge in db.session.scalars(named)}


def pledges_to_ship(product_id: int, number: int = 1) -> Page[Pledge]:
    """Paid pledges without a parcel, the earliest first, with member and option."""
    paid = select(Pledge).join(Campaign, Campaign.id == Pledge.campaign_id)
    paid = paid.where(Campaign.product_id == product_id, Pledge.state == PledgeState.PAID)
    paid = paid.options(joinedload(Pledge.member), joinedload(Pledge.option)).order_by(Pledge.placed_at, Pledge.id)
    return page_of(paid, number, SHIPPABLE_PER_PAGE)


def shipments_under_way(product_id: int, number: int = 1) -> Page[Shipment]:
    """Parcels that have not arrived, the longest on their way first, with pledge and member."""
    away = select(Shipment).join(Pledge, Pledge.id == Shipment.pledge_id)
    away = away.join(Campaign, Campaign.id == Pledge.campaign_id).where(Campaign.product_id == product_id)
    away = away.where(Shipment.delivered_at.is_(None)).order_by(Shipment.shipped_at, Shipment.id)
    return page_of(away.options(joinedload(Shipment.pledge).joinedload(Pledge.member)), number, SHIPPABLE_PER_PAGE)


def shipments_lately_arrived(product_id: int) -> Sequence[Shipment]:
    """The parcels whose arrival was noted last, with pledge and member."""
    come = select(Shipment).join(Pledge, Pledge.id == Shipment.pledge_id)
    come = come.join(Campaign, Campaign.id == Pledge.campaign_id).where(Campaign.product_id == product_id)
    come = come.where(Shipment.delivered_at.is_not(None)).order_by(Shipment.delivered_at.desc(), Shipment.id.desc())
    return db.session.scalars(come.options(joinedload(Shipment.pledge).joinedload(Pledge.member)).limit(LATELY)).all()


def shipments_with_ids(product_id: int, ids: Iterable[int]) -> Sequence[Shipment]:
    """These shipments, as far as they belong to this product, with their pledges."""
    chosen = select(Shipment).join(Pledge, Pledge.id == Shipment.pledge_id)
    chosen = chosen.join(Campaign, Campaign.id == Pledge.campaign_id)
    chosen = chosen.where(Campaign.product_id == product_id, Shipment.id.in_(set(ids)))
    return db.session.scalars(chosen.options(joinedload(Shipment.pledge)).order_by(Shipment.id)).all()


def shipment_with_id(shipment_id: int) -> Shipment | None:
    """One shipment with its pledge, campaign and product, or None."""
    whole = joinedload(Shipment.pledge).joinedload(Pledge.campaign).joinedload(Campaign.product)
    return db.session.scalar(select(Shipment).where(Shipment.id == shipment_id).options(whole))
