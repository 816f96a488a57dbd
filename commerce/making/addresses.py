"""Nothing is sent to nowhere: which paid pledges still lack an address, and asking their members for it once more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from commerce.campaigns.campaign import Campaign
from commerce.catalog.policy import may_keep_shop
from commerce.catalog.product import Product
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from members.accounts.member import Member
from members.notices.noticing import notify

MOST = 500  # notices in one transaction
LACKS_ADDRESS = (Pledge.state == PledgeState.PAID) & (Pledge.deliver_to == "")


def how_many_lack(product_id: int) -> int:
    """How many paid pledges of this product have no address. One statement."""
    query = select(func.count(Pledge.id)).join(Campaign, Campaign.id == Pledge.campaign_id)
    return db.session.scalar(query.where(Campaign.product_id == product_id, LACKS_ADDRESS)) or 0


def remind(actor: Member, product: Product) -> int:
    """Ask each of them once more, at most once a day. Returns how many lack one. Raises Refused."""
    require(may_keep_shop(actor, now()))
    words = f"“{product.name}” is paid, but we do not know where to send it. Please give the delivery address."
    pledges = _lacking(product.id)
    for pledge in pledges:
        key = f"address-asked:{pledge.id}:{now():%Y-%m-%d}"
        notify(pledge.member_id, "pledge", key, words, f"{pledge.path}#address")
    return len(pledges)


def _lacking(product_id: int) -> Sequence[Pledge]:
    query = select(Pledge).join(Campaign, Campaign.id == Pledge.campaign_id)
    query = query.where(Campaign.product_id == product_id, LACKS_ADDRESS).order_by(Pledge.id).limit(MOST)
    return db.session.scalars(query).all()
