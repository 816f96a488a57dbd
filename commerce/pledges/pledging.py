"""Placing, changing and withdrawing a pledge. The cap is exact under any load: one conditional update takes the units.

The campaign's row is locked first and the clock is read after that, so nothing is accepted once the window is over.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select, update

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.price import all_in
from commerce.catalog.product import Option
from commerce.pledges.moving import move
from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.policy import may_pledge, may_withdraw
from commerce.pledges.reference import new_reference
from commerce.pledges.states import PledgeState
from kernel.database import db, lock, now_by_the_database, reread, rows_changed
from kernel.figures import money_words
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def place(
    member: Member, campaign: Campaign, option: Option, quantity: int, region: str, agreed_minor: int | None = None
) -> Pledge:
    """The member's pledge in this campaign: placed now, or changed when one stands. Raises Refused, RuleBroken.

    `agreed_minor` is the total they saw; nobody pledges another. The campaign's shipping rates and settlement must be
    loaded. Asking for what already stands changes nothing.
    """
    lock(campaign)
    require(may_pledge(member, campaign, now_by_the_database()))
    terms = _terms(campaign, option, quantity, region)
    if agreed_minor is not None and agreed_minor != terms["total_minor"]:
        raise RuleBroken(f"{money_words(terms['total_minor'], campaign.currency)} all-in. Pledge this?")
    standing = select(Pledge).where(
        Pledge.campaign_id == campaign.id, Pledge.member_id == member.id, Pledge.state == PledgeState.PLACED
    )
    mine: Pledge | None = db.session.scalar(standing.execution_options(populate_existing=True))
    if mine is None:
        return _add(member, campaign, terms)
    if all(getattr(mine, name) == value for name, value in terms.items()):
        return mine
    return _change(member, campaign, mine, terms)


def _terms(campaign: Campaign, option: Option, quantity: int, region: str) -> dict[str, Any]:
    """What the pledge keeps: the all-in price and the promised day, as they stand now."""
    if option.product_id != campaign.product_id:
        raise RuleBroken("Choose one of the options shown.", "option")
    rate = campaign.rate_for(region)
    if rate is None or campaign.price_minor is None or campaign.tax_basis_points is None:
        raise RuleBroken("Choose one of the regions that we ship to.", "region")
    try:
        price = all_in(campaign.price_minor, campaign.tax_basis_points, rate.amount_minor, quantity)
    except ValueError as error:
        raise RuleBroken(str(error), "quantity") from error
    return {
        "option_id": option.id,
        "quantity": quantity,
        "region": region,
        "unit_minor": price.unit_minor,
        "shipping_minor": price.shipping_minor,
        "tax_basis_points": campaign.tax_basis_points,
        "tax_minor": price.tax_minor,
        "total_minor": price.total_minor,
        "promised_on": campaign.promised_on,
    }


def _add(member: Member, campaign: Campaign, terms: dict[str, Any]) -> Pledge:
    _take(campaign, units=terms["quantity"], minor=terms["total_minor"], pledges=1)
    pledge = Pledge(
        reference=new_reference(), campaign_id=campaign.id, member_id=member.id, state=PledgeState.PLACED, **terms
    )
    pledge.steps = [PledgeStep(from_state=None, to_state=PledgeState.PLACED, by_id=member.id, reason="Placed.")]
    db.session.add(pledge)
    db.session.flush()
    post("pledge.placed", key=f"pledge-placed:{pledge.id}", pledge_id=pledge.id)
    return pledge


def _change(member: Member, campaign: Campaign, mine: Pledge, terms: dict[str, Any]) -> Pledge:
    more, dearer = terms["quantity"] - mine.quantity, terms["total_minor"] - mine.total_minor
    _take(campaign, units=more, minor=dearer, pledges=0)
    words = f"Changed: {mine.quantity} became {terms['quantity']}." if more else "Changed."
    move(mine, PledgeState.PLACED, member.id, words, changed_at=now_by_the_database(), **terms)
    return mine


def withdraw(member: Member, pledge: Pledge) -> None:
    """Take a placed pledge back while the window is open; its units are free for others at once. Raises Refused."""
    lock(pledge.campaign)
    reread(pledge)
    require(may_withdraw(member, pledge, now_by_the_database()))
    move(pledge, PledgeState.WITHDRAWN, member.id, "Withdrawn by the member.")
    _take(pledge.campaign, units=-pledge.quantity, minor=-pledge.total_minor, pledges=-1)


def _take(campaign: Campaign, units: int, minor: int, pledges: int) -> None:
    """Take units (or give them back), or raise RuleBroken when fewer are left. The database decides, not a count."""
    fits = or_(Campaign.cap_units.is_(None), Campaign.units_pledged + units <= Campaign.cap_units)
    taken = db.session.execute(
        update(Campaign)
        .where(Campaign.id == campaign.id, fits)
        .values(
            units_pledged=Campaign.units_pledged + units,
            pledged_minor=Campaign.pledged_minor + minor,
            pledges_count=Campaign.pledges_count + pledges,
        )
        .execution_options(synchronize_session=False)
    )
    reread(campaign)
    if rows_changed(taken) == 1:
        return
    left = campaign.progress().left or 0
    words = f"Only {left} {'is' if left == 1 else 'are'} left under the cap." if left else "The cap is reached."
    raise RuleBroken(f"{words} Somebody may withdraw before the close.", "quantity")
